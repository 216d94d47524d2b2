"""`desk.ports.Lessons` in memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from mailgate.model.lesson import Example, KeptModel, Lesson, Score
from mailgate.model.ticket import MessageKind
from mailgate.testing.memory.shelves import Shelves, as_kept


class MemoryLessons:
    """Lessons and the model over one state."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def put(self, lesson: Lesson) -> None:
        self._shelves.lessons[lesson.ticket_id] = as_kept(lesson)

    def get(self, ticket_id: int) -> Lesson | None:
        return self._shelves.lessons.get(ticket_id)

    def count(self) -> int:
        return sum(bool(lesson.category) for lesson in self._shelves.lessons.values())

    def examples(self, limit: int) -> list[Example]:
        newest = sorted(self._shelves.lessons.values(), key=lambda lesson: (lesson.at, lesson.ticket_id), reverse=True)
        return [each for lesson in newest if lesson.category for each in self._example(lesson)][:limit]

    def _example(self, lesson: Lesson) -> Iterator[Example]:
        thread = self._shelves.threads.get(lesson.ticket_id, ())
        said = next((message for message in thread if message.kind is MessageKind.CUSTOMER), None)
        if said:
            subject = self._shelves.tickets[lesson.ticket_id].subject
            yield Example(lesson.category, subject, said.text, lesson.proposed, lesson.source)

    def scores(self) -> dict[str, Score]:
        judged = Counter((lesson.source, lesson.right) for lesson in self._shelves.lessons.values() if lesson.source)
        return {source: Score(judged[source, True], judged[source, False]) for source in {each for each, _ in judged}}

    def model(self) -> KeptModel | None:
        return self._shelves.models.get("model")

    def model_made_at(self) -> datetime | None:
        model = self.model()
        return model.made_at if model else None

    def put_model(self, model: KeptModel) -> None:
        self._shelves.models["model"] = as_kept(model)

    def drop_model(self) -> None:
        self._shelves.models.pop("model", None)
