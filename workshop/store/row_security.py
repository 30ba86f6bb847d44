"""Row-level security of PostgreSQL: the database itself keeps workshops apart, should a statement of the program forget to.

The database's user owns the tables and works as one of two roles that own nothing: `<user>_one` meets the rows of the workshop that
the transaction names (`workshop.scope`), `<user>_all` those of every workshop. Two roles, because the policy of the one is then a
plain condition that the planner uses with an index or settles before it reads, and that of the other costs a county's million rows
nothing. The user may become either, through `<user>_may`, and inherits of neither: itself it meets nothing (FORCE), unless it says
`*` as migrations do. The roles carry the user's name: no other user of the cluster shares them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

SETTING = "workshop.scope"
_SAID = f"current_setting('{SETTING}', true)"
_ONE = f"NULLIF({_SAID}, '')::bigint"
_BY_ACCOUNT = (
    "EXISTS (SELECT 1 FROM account a WHERE a.id = account_id)"  # an account is itself met in its workshop only
)

# A table with `workshop_id` is a workshop's by that column, these by others or with more. Rows of "workshop" 0 are the installation's:
# its working days, and of its leaves of the audit what is not about accounts, which a workshop adds to and does not read.
PARTICULAR = {
    "workshop": f"id = {_ONE}",
    "session": _BY_ACCOUNT,
    "pin": _BY_ACCOUNT,
    "photo": _BY_ACCOUNT,
    "shifted_day": f"workshop_id IN (0, {_ONE})",
    "audit_leaf": f"workshop_id = {_ONE} OR {_ONE} > 0 AND workshop_id = 0 AND NOT starts_with(subject, 'account/')",
}
ADDED = {"audit_leaf": f"workshop_id IN (0, {_ONE})"}
# The law, the chain and the program's own marks are nobody's; a new table without `workshop_id` is a decision to be written here.
_LAW = (
    "county_setting",
    "county_standard",
    "minimum_wage",
    "social_rate",
    "statutory_day",
    "statutory_year",
    "tax_bracket",
    "tax_table",
)
_MARKS = ("audit_seal", "backup", "form_nonce", "login_attempt", "meta", "sealed_leaf")
OPEN = frozenset((*_LAW, *_MARKS))


class Unprotected(Exception):
    """The database's user may not make what protects the rows; the text says what somebody else must do."""


@dataclass(frozen=True)
class Roles:
    """The roles of a database user: what it works as, and the one through which it may."""

    one: str
    every: str
    may: str

    @classmethod
    def of(cls, user: str) -> "Roles":
        """By name; PostgreSQL takes 63 bytes of one."""
        short = user.encode()[:59].decode(errors="ignore")
        return cls(f"{short}_one", f"{short}_all", f"{short}_may")

    @property
    def names(self) -> list[str]:
        """All three."""
        return [self.one, self.every, self.may]


def make_roles(connection: Connection) -> Roles:
    """The roles of the database's user, made where they are missing. Raises Unprotected."""
    user, superuser, maker = connection.execute(text(_USER)).one()
    roles = Roles.of(user)
    for statement in _role_statements(connection, roles, user):
        if not (superuser or maker):
            raise Unprotected(describe_roles(roles, user))
        connection.exec_driver_sql(statement)
    return roles


def protect(connection: Connection) -> None:
    """Makes the roles, their rights and every policy anew. As owner; raises Unprotected."""
    roles = make_roles(connection)
    tables = [(name, bool(owned)) for name, owned in connection.execute(text(_TABLES))]
    user, schema = connection.execute(text("SELECT session_user, current_schema()")).one()
    connection.exec_driver_sql(";\n".join(_statements(roles, user, tables, schema)))


def find_gaps(connection: Connection) -> list[str]:
    """What is missing of the protection, in words; empty when a request can rely on it."""
    user = connection.scalar(text("SELECT session_user"))
    roles = Roles.of(user)
    found = connection.execute(text(_ROLES), {"names": roles.names}).all()
    gaps = [f"缺少角色 {name}" for name in roles.names if name not in {row.rolname for row in found}]
    gaps += [f"数据库用户 {user} 不能以 {row.rolname} 的身份工作" for row in found if not row.member]
    gaps += [f"角色 {row.rolname} 的权限太大" for row in found if row.mighty]
    if gaps:
        return gaps
    values = {"one": roles.one, "every": roles.every, "owner": user, "particular": list(PARTICULAR), "open": list(OPEN)}
    return [f"表 {name} 没有按车间隔开" for (name,) in connection.execute(text(_BARE), values)]


def describe_roles(roles: Roles, user: str) -> str:
    """What an administrator of the server must enter, once."""
    return (
        f"数据库用户 {user} 不能建立角色,各车间的数据就隔不开,程序没有启动。请数据库管理员执行一次:"
        f'CREATE ROLE "{roles.one}"; CREATE ROLE "{roles.every}"; CREATE ROLE "{roles.may}" NOINHERIT;'
        f' GRANT "{roles.one}", "{roles.every}" TO "{roles.may}"; GRANT "{roles.may}" TO "{user}";'
    )


def is_superuser(connection: Connection) -> bool:
    """Whether the database's user may do anything to the whole server: more than the program needs."""
    return bool(connection.execute(text(_USER)).one().rolsuper)


def _role_statements(connection: Connection, roles: Roles, user: str) -> Iterator[str]:
    """Only what is missing: another database of the same user may have made them."""
    found = {row.rolname: row for row in connection.execute(text(_ROLES), {"names": roles.names})}
    for name in roles.names:
        if name not in found:
            yield f'CREATE ROLE "{name}" NOLOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS'
    if not all(name in found and found[name].member for name in roles.names):
        yield f'GRANT "{roles.one}", "{roles.every}" TO "{roles.may}"'
        yield f'GRANT "{roles.may}" TO "{user}"'


def _statements(roles: Roles, user: str, tables: list[tuple[str, bool]], schema: str) -> Iterator[str]:
    both = f'"{roles.one}", "{roles.every}"'
    yield f'GRANT USAGE ON SCHEMA "{schema}" TO {both}'
    yield f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA "{schema}" TO {both}'
    for table, owned in tables:
        yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {both}'
        if owned or table in PARTICULAR:
            yield from _policies(roles, user, table)


def _policies(roles: Roles, user: str, table: str) -> Iterator[str]:
    """The policies of a table, one for each who comes; for what workshops only add to, one more."""
    theirs = PARTICULAR.get(table, f"workshop_id = {_ONE}")
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
    for name in ("one_workshop", "every_workshop", "owner_says_so", "one_adds"):
        yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
    yield f'CREATE POLICY one_workshop ON "{table}" TO "{roles.one}" USING ({theirs})'
    yield f'CREATE POLICY every_workshop ON "{table}" TO "{roles.every}" USING (true)'
    yield f'CREATE POLICY owner_says_so ON "{table}" TO "{user}" USING ({_SAID} = \'*\')'
    if table in ADDED:
        yield f'CREATE POLICY one_adds ON "{table}" FOR INSERT TO "{roles.one}" WITH CHECK ({ADDED[table]})'


_USER = "SELECT rolname, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = session_user"
_ROLES = """
SELECT rolname, pg_has_role(session_user, oid, 'MEMBER') AS member,
  rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole
  OR rolinherit AND EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid) AS mighty
FROM pg_roles r WHERE rolname = ANY (:names)"""
_TABLES = """
SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a
  WHERE a.attrelid = c.oid AND a.attname = 'workshop_id' AND NOT a.attisdropped) AS owned
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relname <> 'alembic_version' ORDER BY 1"""
_BARE = f"""
SELECT t.relname FROM ({_TABLES}) t JOIN pg_class c ON c.relname = t.relname
  AND c.relnamespace = current_schema()::regnamespace
WHERE NOT (has_table_privilege(:one, c.oid, 'SELECT') AND has_table_privilege(:every, c.oid, 'SELECT'))
  OR (t.owned OR t.relname = ANY (:particular) OR NOT t.relname = ANY (:open)) AND NOT (c.relrowsecurity AND c.relforcerowsecurity
    AND 3 <= (SELECT COUNT(*) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
      WHERE p.polrelid = c.oid AND r.rolname IN (:one, :every, :owner)))
ORDER BY 1"""
