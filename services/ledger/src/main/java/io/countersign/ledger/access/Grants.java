package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Grants and groups as administrators see them, also those of the past. */
public final class Grants {
  /**
   * A grant, and how it came about.
   *
   * @param confirmedBy the second person; null where none was needed
   */
  public record Row(
      GrantHolder holder,
      Grant grant,
      Instant givenAt,
      PrincipalId givenBy,
      @Nullable PrincipalId confirmedBy) {}

  /** A group and who is in it. */
  public record Members(GroupId group, String title, List<PrincipalId> members) {
    public Members {
      members = List.copyOf(members);
    }
  }

  /**
   * Who held a grant at some time.
   *
   * @param through the group by which they did; null for their own
   * @param addedBy who wanted them in the group
   * @param addingConfirmedBy the second person of that
   */
  public record Held(
      PrincipalId principal,
      Row grant,
      @Nullable GroupId through,
      @Nullable PrincipalId addedBy,
      @Nullable PrincipalId addingConfirmedBy) {}

  private static final String HELD_AT =
      """
      select g.*, coalesce(m.principal, g.holder) as principal, m.group_id, m.added_by,
        m.confirmed_by as adding_confirmed_by
      from grant_fact g
      left join group_member m on m.group_id = g.holder
        and m.added_at <= ? and (m.removed_at is null or m.removed_at > ?)
      where g.role = any(?) and g.given_at <= ? and (g.revoked_at is null or g.revoked_at > ?)
        and (m.group_id is not null or not exists (
          select from group_fact f where f.group_id = g.holder))
      order by principal, g.role, g.given_at, g.grant_id\
      """;

  private final Transactions transactions;

  public Grants(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Those that nobody revoked, by holder; also those that are over by themselves. */
  public List<Row> all() {
    return transactions.call(
        sql ->
            sql.list(
                "select * from grant_fact where revoked_at is null order by holder, role, given_at,"
                    + " grant_id",
                Grants::row));
  }

  /** Who holds one that nobody revoked. */
  public Optional<GrantHolder> holderOf(GrantId grant) {
    return transactions.call(
        sql ->
            sql.first(
                "select holder from grant_fact where grant_id = ? and revoked_at is null",
                row -> new GrantHolder(row.text("holder")),
                grant));
  }

  /** By name. */
  public List<Members> groups() {
    return transactions.call(
        sql ->
            sql.list(
                "select group_id, title from group_fact order by group_id",
                row -> members(row, sql)));
  }

  private static Members members(SqlRow row, SqlConnection sql) {
    var group = new GroupId(row.text("group_id"));
    return new Members(group, row.text("title"), members(group, sql));
  }

  private static List<PrincipalId> members(GroupId group, SqlConnection sql) {
    return sql.list(
        "select principal from group_member where group_id = ? and removed_at is null"
            + " order by principal",
        it -> new PrincipalId(it.text("principal")),
        group);
  }

  /** Who is in a group now. */
  public List<PrincipalId> members(GroupId group) {
    return transactions.call(sql -> members(group, sql));
  }

  /** What its members hold by it, by what nobody revoked. */
  public Set<GrantId> ofGroup(GroupId group) {
    return transactions.call(
        sql ->
            Set.copyOf(
                sql.list(
                    "select grant_id from grant_fact where holder = ? and revoked_at is null",
                    row -> new GrantId(row.text("grant_id")),
                    group)));
  }

  /** One that nobody revoked. */
  public Optional<Row> find(GrantId grant) {
    return transactions.call(
        sql ->
            sql.first(
                "select * from grant_fact where grant_id = ? and revoked_at is null",
                Grants::row,
                grant));
  }

  /** All that anybody held of these roles at that time, in effect or not, wherever. */
  public List<Held> heldAt(Set<Role> roles, Instant at) {
    Object names = roles.stream().map(Role::name).toArray(String[]::new);
    return transactions.call(sql -> sql.list(HELD_AT, Grants::held, at, at, names, at, at));
  }

  private static Held held(SqlRow row) {
    var group = row.textOrNull("group_id");
    return new Held(
        new PrincipalId(row.text("principal")),
        row(row),
        group == null ? null : new GroupId(group),
        person(row, "added_by"),
        person(row, "adding_confirmed_by"));
  }

  private static @Nullable PrincipalId person(SqlRow row, String column) {
    var id = row.textOrNull(column);
    return id == null ? null : new PrincipalId(id);
  }

  static Row row(SqlRow row) {
    return new Row(
        new GrantHolder(row.text("holder")),
        GrantTable.grant(row),
        row.instant("given_at"),
        new PrincipalId(row.text("given_by")),
        person(row, "confirmed_by"));
  }
}
