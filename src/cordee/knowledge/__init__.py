"""What medicine knows, as data files with sources; their loader and their checker. See docs/knowledge.md."""

from cordee.knowledge.care import CureException, Question, RedFlag, Support, Trigger
from cordee.knowledge.load import load_knowledge, read_knowledge
from cordee.knowledge.option import Benefit, Burden, Caution, Entry, Evidence, Option
from cordee.knowledge.pack import Knowledge, Pack
from cordee.knowledge.source import KnowledgeSource

__all__ = [
    "Benefit",
    "Burden",
    "Caution",
    "CureException",
    "Entry",
    "Evidence",
    "Knowledge",
    "KnowledgeSource",
    "Option",
    "Pack",
    "Question",
    "RedFlag",
    "Support",
    "Trigger",
    "load_knowledge",
    "read_knowledge",
]
