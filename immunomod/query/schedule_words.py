"""The words in which the catalogue says when a check is due, as patterns. Texts are lower case, without brackets."""

import re

DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
ADVERBS = {"daily": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"), "quarterly": (3, "month"), "yearly": (1, "year")}
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {"one": "1", **{word: str(number) for number, word in enumerate(COUNTS, 2)}}
NUMBER_WORD = re.compile(rf"\b({'|'.join(NUMBERS)})\b")

_UNIT = r"(?:day|week|month|year)s?"
RANGE = r"\d+(?: ?(?:-|to|or|±) ?\d+)?"
_LIST = rf"{RANGE}(?:, {RANGE})*(?:,? and {RANGE})?"
_START = r"(?:the start(?: of each course)?|the first (?:dose|infusion|injection)|a loading dose)"
_OFTEN = r"daily|weekly|monthly|quarterly|yearly"
_GIVEN = r"(?:dose|infusion|injection|instillation|administration|inhalation|perfusion|course|cycle)s?"

BRACKETS = re.compile(r"\([^()]*\)")
STRESSED = re.compile(r"(?:\babove all|\bmostly|\bmost variable|\bespecially)\b[^;]*")
# a colon after these opens a situation or a time, after anything else a product, region or disease
LEADING = re.compile(r"(?:after|when|at|before|during)\b")

# what happens besides the treatment, though the words are those of its phases
ELSEWHERE = (
    re.compile(r"(?:before, )?(?:during )?(?:and )?(?:after )?unusual stress"),
    re.compile(r"with allogeneic hsct[^,;]*"),
    re.compile(r"(?:from about 1 week )?\b(?:on|after|during) (?:withdrawal of|transfer from) (?:systemic|oral)"),
    re.compile(r"\bin stress\b"),
    re.compile(rf"{RANGE} {_UNIT} after (?:an?|the) (?:dose|increase|first test|reduction)[^,;]*"),
    re.compile(r"after (?:an?|the) (?:dose increase|dose change|reduction|interruption of)[^,;]*"),
    re.compile(r"after a (?:severe|hypersensitivity)[^;]*"),
    re.compile(r"before and after changes[^;]*"),
    re.compile(
        r"\b(?:before|around|after) (?:elective|surgery|general|live|vaccin|exposure|significant|severe|local|the perfusion)[^;]*"
    ),
    re.compile(r"\bafter (?:at least|grade|an infusion reaction)\b[^;]*"),
)
AFTER = (
    re.compile(
        rf"(?P<how>(?:(?:for|until|within|up to|at least) )*)(?P<span>{RANGE} {_UNIT}|several months|some time)(?: or (?P<more>{RANGE} {_UNIT}))?"
        r" after(?: (?:stopping|the last\b(?: dose| infusion)?|treatment|it)\b|(?= *(?:$|[,;])))"
    ),
    re.compile(r"\bin the months after stopping"),
    re.compile(
        rf"(?:\b(?P<often>{_OFTEN}) )?\bafter (?:stopping|treatment|the last (?:dose|infusion)|elimination|interruption|withdrawal)\b"
    ),
    re.compile(r"\bwhen stopping\b[^;]*|\blong-term treatment stops|\bfor life\b"),
)
BEFORE = (
    re.compile(rf"\bfrom (?P<lead>{RANGE} {_UNIT}) before\b"),
    re.compile(r"\b(?:at )?baseline\b|\bbefore (?:the start|starting|treatment|the first dose)\b"),
    re.compile(r"\bbefore(?=(?: and(?: periodically)? during|, during) )"),
)
FIRST_DOSE = re.compile(
    rf"\bin hospital\b[^;]*|\bday 1 of the first cycle\b|\bfirst minutes of the infusion|\bin the first days\b|\bstep-up (?:dose|schedule)[^,;]*"
    rf"|\b(?:(?:before|during|after|at|with) )?(?:each of )?(?<!from )the first (?:\d+ )?(?:mg )?(?:{_GIVEN}|two)\b(?! of each)[^;]*|\bof cycle 1 days?\b[^;]*"
    r"|\bend of the \d+-hour observation\b|\bbefore the second dose"
)
EACH_DOSE = re.compile(
    rf"\b(?:before|(?:during and )?for [^,;]*? after|during|after|following|at|with|throughout|until|on the day of|(?:from the start )?of)(?: and (?:shortly )?(?:after|following|during|throughout))?"
    rf"(?: and course| and at least [^,;]*)?"
    rf" (?:each|every|all|the|an?|further|later)?(?: of)?(?: ?(?:entire|second|intravenous|subcutaneous|treatment))*"
    rf" ?{_GIVEN}\b(?! (?:increase|change|reduction|reaction|titration|site|interruption|is |that ))(?! [a-z]* ?reaction)"
    rf"|\bevery (?:\d+ )?(?:dosing )?(?:second )?{_GIVEN}\b|\bevery \d+ minutes\b[^;]*|\bafter it\b"
)
INTERVAL = re.compile(
    rf"(?P<twice>\btwice )?\b(?P<adverb>{'|'.join(ADVERBS)})(?: to (?P<slower>{'|'.join(ADVERBS)}))?\b"
    rf"|\bevery (?P<count>{RANGE} |other |second |third )?(?P<unit>{_UNIT})\b"
)
LIMITS = (
    re.compile(r" in (?P<unit>month|year|week)s? (?P<first>\d+)(?:(?:-| and | to )(?P<last>\d+))?"),
    re.compile(
        rf"(?: visits(?: or hospital)?)?(?: at least)? (?:for|in)(?: up to| at least| the| first)* (?P<length>(?:{RANGE} )?{_UNIT})\b"
    ),
    re.compile(rf" (?:to|through|until)(?: the end of)? (?P<until>(?:{RANGE} )?{_UNIT}(?: \d+)?)"),
    re.compile(rf" after (?P<since>{RANGE} {_UNIT})(?: of treatment)?"),
    re.compile(r" (?:during [^,;|]*|from the start)"),
)
POINT = re.compile(
    rf"\b(?P<list>{_LIST}) (?P<point>{_UNIT}) after {_START}\b"
    rf"|(?:\b(?!from \d+ years)(?:at|after|by|from|in|up to|latest after)(?: about| at least| more than| the| first)*|(?<=weeks),) "
    rf"(?P<list2>{_LIST}) (?P<point2>{_UNIT})\b(?! (?:before|old|of age|of treatment|to|apart))"
    rf"|\b(?<!\d )(?P<point3>day|week|month|year)s? (?P<list3>\d+(?:-\d+)?(?: and \d+)?)\b(?! (?:of|to|and) )"
    rf"|\bin the first (?:(?P<list4>{RANGE}) )?(?P<point4>(?<=\d )\w+|day|week|month|year)\b|\bat the start\b|\bafter the start\b"
)
SPAN = re.compile(rf"\b(?:for|up to)(?: at least| up to)* (?P<span>{RANGE} {_UNIT})\b")
FREQUENTLY = re.compile(r"\b(?:frequently|continuously|regularly)\b")  # says nothing beside a dose
THROUGHOUT = re.compile(
    r"\bthroughout\b|(?<!not )\bduring\b(?! (?:pregnancy|the switch|pauses|alt flares))|\bperiodic|\bregular|\broutine|\bfrequently\b"
    r"|\bcontinuously\b|\brepeatedly\b|\brepeated intervals\b|\bintermittently\b|\bongoing\b|\bfrom the (?:start|first course)\b(?! of)"
    r"|\b(?:long-term|long|chronic|prolonged) (?:treatment|use)\b|\bon treatment\b|\bwith (?:each|the) (?:blood|liver)"
    r"|\bguidelines\b|\bstandard\b|\binstitution\b|\bclinically (?:indicated|necessary)\b"
)
UNTIMED = re.compile(
    r"\bclosely\b|\bcarefully\b|\bindicated\b|\bneeded\b|\bnecessary\b|\bappropriate\b|\bapplicable\b|\bin addition\b|\buseful\b"
    r"|\bstated\b|\bin all\b"
)
HAPPENS = re.compile(
    r"\bpromptly\b|\bat once\b|\bwhenever (?!thought)|\bonce (?!stable)|\bas soon as\b|\bevaluate\b|\bwhile (?!negative)"
    r"|\bwhen (?!(?:clinically |thought )?(?:indicated|needed|necessary|useful)|that is needed|switching)"
    r"|\b(?:at|with) (?:any\b(?! time)|new|signs?|symptoms?|the first sign|eye symptoms|fever|abdominal|an? (?:severe|hypersensitivity|change))\b"
)
SITUATION = re.compile(
    r"(?:^|,? )(?:in (?!all\b|adults and|addition|the text)|with(?!out)\b|under\b|outdoors\b|from \d+ years\b|if\b|except\b|for signs\b"
    r"|during pregnancy|at doses\b|after (?:conversion|transplantation|the transplant|pml|radiation)\b|on resuming)"
)
