"""The words in which the catalogue says when a check is due, as patterns. Texts are lower case, without brackets."""

import re

DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
ADVERBS = {"daily": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"), "quarterly": (3, "month"), "yearly": (1, "year")}
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {"one": "1", **{word: str(number) for number, word in enumerate(_COUNTS, 2)}}
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
    re.compile(r"(?:before, )?(?:during )?(?:and )?(?:after )?unusual stress|\bin stress\b"),
    re.compile(r"with allogeneic hsct[^,;]*"),
    re.compile(r"(?:from about 1 week )?\b(?:on|after|during) (?:withdrawal of|transfer from) (?:systemic|oral)"),
    re.compile(rf"{RANGE} {_UNIT} after (?:an?|the) (?:dose|increase|first test|reduction)[^,;]*"),
    re.compile(r"after (?:an?|the) (?:dose increase|dose change|reduction|interruption of)[^,;]*"),
    re.compile(r"before and after changes[^;]*"),
    re.compile(
        r"\b(?:before|around|after) (?:a )?"
        r"(?:elective|surgery|general|live|vaccin|exposure|significant|severe|hypersensitivity|local|the perfusion)[^;]*"
    ),
    re.compile(r"\bafter (?:at least|grade|an infusion reaction)\b[^;]*"),
)

_FOR = r"(?P<how>(?:(?:for|until|within|up to|at least) )*)"
_ENDED = r"(?:stopping|treatment|the last (?:dose|infusion)|elimination|interruption|withdrawal)\b"
AFTER = (
    re.compile(
        rf"{_FOR}(?P<span>{RANGE} {_UNIT}|several months|some time)(?: or (?P<more>{RANGE} {_UNIT}))?"
        r" after(?: (?:stopping|the last\b(?: dose| infusion)?|treatment|it)\b|(?= *(?:$|[,;])))"
    ),
    re.compile(rf"(?:\b(?P<often>{_OFTEN}) )?\bafter {_ENDED}|\bin the months after stopping"),
    re.compile(r"\bwhen stopping\b[^;]*|\blong-term treatment stops|\bfor life\b"),
)
BEFORE = (
    re.compile(rf"\bfrom (?P<lead>{RANGE} {_UNIT}) before\b"),
    re.compile(r"\b(?:at )?baseline\b|\bbefore (?:the start|starting|treatment|the first dose)\b"),
    re.compile(r"\bbefore(?=(?: and(?: periodically)? during|, during) )"),
)

FIRST_DOSE = re.compile(
    r"\bin hospital\b[^;]*|\bday 1 of the first cycle\b|\bfirst minutes of the infusion|\bin the first days\b"
    r"|\bstep-up (?:dose|schedule)[^,;]*|\bof cycle 1 days?\b[^;]*|\bend of the \d+-hour observation\b|\bbefore the second dose"
    r"|\bcontinuously overnight\b"
    r"|\b(?:(?:before|during|after|at|with) )?(?:each of )?(?<!from )"
    rf"the first (?:\d+ )?(?:mg |treatment )?(?:{_GIVEN}|two)\b(?! of each)[^;]*"
)
_BY = (
    r"(?:before|(?:during and )?for [^,;]*? after|during|after|following|at|with|throughout|until|on the day of"
    r"|(?:from the start )?of)"
)
_AND = r"(?: and (?:shortly )?(?:after|following|during|throughout))?(?: and course| and at least [^,;]*)?"
_EACH = r"(?:each|every|all|the|an?|further|later)?(?: of)?(?: ?(?:entire|second|intravenous|subcutaneous|treatment))*"
_NO_DOSE = r"(?! (?:increase|change|reduction|reaction|titration|site|interruption|is |that ))(?! [a-z]* ?reaction)"
EACH_DOSE = re.compile(
    rf"\b{_BY}{_AND} {_EACH} ?{_GIVEN}\b{_NO_DOSE}"
    rf"|\bevery (?:\d+ )?(?:dosing )?(?:second )?{_GIVEN}\b|\bevery \d+ minutes\b[^;]*|\bafter it\b"
)

INTERVAL = re.compile(
    rf"(?P<twice>\btwice )?\b(?P<adverb>{_OFTEN})(?: to (?:{_OFTEN}))?\b(?! for \d+ hours)"
    rf"|\bevery (?P<count>{RANGE} |other |second |third )?(?P<unit>{_UNIT})\b"
)
# what may follow an interval, and says how long it holds
_SPAN_FOR = r"(?: visits(?: or hospital)?)?(?: at least)? (?:for|in)(?: up to| at least| the| first)*"
LIMITS = (
    re.compile(r" in (?P<unit>month|year|week)s? (?P<first>\d+)(?:(?:-| and | to )(?P<last>\d+))?"),
    re.compile(rf"{_SPAN_FOR} (?P<length>(?:{RANGE} )?{_UNIT})\b"),
    re.compile(rf" (?:to|through|until)(?: the end of)? (?P<until>(?:{RANGE} )?{_UNIT}(?: \d+)?)"),
    re.compile(rf" after (?P<since>{RANGE} {_UNIT})(?: of treatment)?"),
    re.compile(r" (?:during [^,;|]*|from the start)"),
)
_AT = r"\b(?!from \d+ years)(?:at|after|by|from|in|up to|latest after)(?: about| at least| more than| the| first)*"
POINT = re.compile(
    rf"\b(?P<list>{_LIST}) (?P<point>{_UNIT}) after {_START}\b"
    rf"|(?:{_AT}|(?<=weeks),) (?P<list2>{_LIST}) (?P<point2>{_UNIT})\b(?! (?:before|old|of age|of treatment|to|apart))"
    r"|\b(?<!\d )(?P<point3>day|week|month|year)s? (?P<list3>\d+(?:-\d+)?(?: and \d+)?)\b(?! (?:of|to|and) )"
    rf"|\bin the first (?:(?P<first>{RANGE}) (?P<within>{_UNIT})|(?P<whole>day|week|month|year))\b"
    r"|\bat the start\b|\bafter the start\b"
)
TIME = re.compile(f"{INTERVAL.pattern}|{POINT.pattern}")
SPAN = re.compile(rf"\b(?:for|up to)(?: at least| up to)* (?P<span>{RANGE} {_UNIT})\b")

FREQUENTLY = re.compile(r"\b(?:frequently|continuously|regularly)\b")  # says nothing beside a dose
THROUGHOUT = re.compile(
    r"\b(?:throughout|periodic|regular|routine|frequently|continuously|repeatedly|repeated intervals|intermittently|ongoing)"
    r"|(?<!not )\bduring\b(?! (?:pregnancy|the switch|pauses|alt flares))|\bfrom the (?:start|first course)\b(?! of)"
    r"|\b(?:long-term|long|chronic|prolonged) (?:treatment|use)\b|\bon treatment\b|\bwith (?:each|the) (?:blood|liver)"
    r"|\b(?:guidelines|standard|institution|clinically (?:indicated|necessary))\b"
)
UNTIMED = re.compile(
    r"\b(?:closely|carefully|indicated|needed|necessary|appropriate|applicable|in addition|useful|stated|in all)\b"
)
HAPPENS = re.compile(
    r"\bpromptly\b|\bat once\b|\bwhenever (?!thought)|\bonce (?!stable)|\bas soon as\b|\bevaluate\b|\bwhile (?!negative)"
    r"|\bwhen (?!(?:clinically |thought )?(?:indicated|needed|necessary|useful)|that is needed|switching)"
    r"|\b(?:at|with) (?:any\b(?! time)|new\b|signs?\b|symptoms?\b|the first sign\b|eye symptoms\b|fever\b|abdominal\b"
    r"|an? (?:severe|hypersensitivity|change)\b)"
)
SITUATION = re.compile(
    r"(?:^|,? )(?:in (?!all\b|adults and|addition|the text)|with(?!out)\b|under\b|outdoors\b|from \d+ years\b|if\b|except\b"
    r"|during pregnancy|at doses\b|after (?:conversion|transplantation|the transplant|pml|radiation)\b|on resuming)"
)
