"""For curators: what newer labels change in the catalogue."""
