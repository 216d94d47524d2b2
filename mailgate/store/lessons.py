"""What people taught about tickets, and the text model that learned it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, select

from mailgate.model.lesson import Example, KeptModel, Lesson, Score
from mailgate.model.ticket import MessageKind
from mailgate.store.rows import Rows, Transaction
from mailgate.store.tables import lesson, message, text_model, ticket

_NAMES_ONE = lesson.c.category != ""
_FIRST_WORDS = (
    select(message.c.ticket_id, func.min(message.c.id).label("id"))
    .where(message.c.kind == str(MessageKind.CUSTOMER))
    .group_by(message.c.ticket_id)
)


class SqlLessons(Rows):
    """`desk.ports.Lessons` in SQL."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction.connection, transaction.machine_time)
        self._transaction = transaction

    def put(self, taught: Lesson) -> None:
        """See the port."""
        self._transaction.write()  # its ticket may be new in this unit
        values = asdict(taught)
        self._upsert(lesson, {"ticket_id": values.pop("ticket_id")}, values)

    def get(self, ticket_id: int) -> Lesson | None:
        """See the port."""
        row = self._connection.execute(select(lesson).where(lesson.c.ticket_id == ticket_id)).first()
        return Lesson(**row._mapping) if row else None

    def count(self) -> int:
        """See the port."""
        return int(self._connection.execute(select(func.count()).select_from(lesson).where(_NAMES_ONE)).scalar_one())

    def examples(self, limit: int) -> list[Example]:
        """See the port."""
        self._transaction.write()
        taught = select(lesson).where(_NAMES_ONE).order_by(lesson.c.at.desc(), lesson.c.ticket_id.desc()).subquery()
        said = _FIRST_WORDS.where(message.c.ticket_id.in_(select(taught.c.ticket_id))).subquery()
        query = (
            select(taught.c.category, ticket.c.subject, message.c.text, taught.c.proposed, taught.c.source)
            .join(said, said.c.ticket_id == taught.c.ticket_id)
            .join(message, message.c.id == said.c.id)
            .join(ticket, ticket.c.id == taught.c.ticket_id)
            .order_by(taught.c.at.desc(), taught.c.ticket_id.desc())
            .limit(limit)
        )
        return [Example(*row) for row in self._connection.execute(query)]

    def scores(self) -> dict[str, Score]:
        """See the port."""
        right = func.sum(case((lesson.c.proposed == lesson.c.category, 1), else_=0))
        query = select(lesson.c.source, right, func.count()).where(lesson.c.source != "").group_by(lesson.c.source)
        return {source: Score(good, judged - good) for source, good, judged in self._connection.execute(query)}

    def model(self) -> KeptModel | None:
        """See the port."""
        row = self._connection.execute(select(text_model).order_by(text_model.c.id.desc()).limit(1)).first()
        return KeptModel(row.made_at, row.lessons, row.body, row.told) if row else None

    def model_made_at(self) -> datetime | None:
        """See the port."""
        query: Any = select(text_model.c.made_at).order_by(text_model.c.id.desc()).limit(1)
        made_at: datetime | None = self._connection.execute(query).scalar()
        return made_at

    def put_model(self, model: KeptModel) -> None:
        """See the port."""
        kept = {"made_at": model.made_at, "lessons": model.lessons, "body": model.body, "told": dict(model.told)}
        new = self._insert(text_model, kept)
        self._connection.execute(delete(text_model).where(text_model.c.id < new))

    def drop_model(self) -> None:
        """See the port."""
        self._connection.execute(delete(text_model))
