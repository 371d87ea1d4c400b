from dataclasses import dataclass
def find_relations(*a): return iter(())
