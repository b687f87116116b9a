"""What the room `conversations` stores."""

from cordee.service.conversations.models.question import Question
from cordee.service.conversations.models.thread import Message, Receipt, Thread

__all__ = ["Message", "Question", "Receipt", "Thread"]
