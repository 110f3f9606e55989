package io.countersign.simulators.servicenow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** The records of one instance, and its business rules. Safe for use by many threads. */
public final class SnowInstance {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SnowSchema schema = new SnowSchema();
  private final InstantSource clock;
  private final Map<String, Map<String, Map<String, String>>> rows = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<BiConsumer<String, Map<String, String>>> listeners = new ArrayList<>();
  private final Map<String, List<String>> conflicts = new LinkedHashMap<>();
  private long last;

  SnowInstance(InstantSource clock) {
    this.clock = clock;
    schema.tables().forEach(it -> rows.put(it, new LinkedHashMap<>()));
    for (var user : List.of("bot", "alice", "bob", "carol")) {
      insert(
          "system",
          "sys_user",
          Map.of(
              "user_name", user, "name", user, "email", user + "@example.com", "active", "true"));
    }
    insert(
        "system", "cmdb_ci", Map.of("name", "checkout-api", "sys_class_name", "cmdb_ci_service"));
    describe();
  }

  private void describe() {
    for (var table : List.of("incident", "change_request")) {
      for (var column : schema.columns(table)) {
        insert(
            "system",
            "sys_dictionary",
            Map.of(
                "name",
                table,
                "element",
                column.name(),
                "internal_type",
                column.type(),
                "column_label",
                column.label(),
                "read_only",
                String.valueOf(column.isReadOnly())));
        column
            .choices()
            .forEach(
                (value, label) ->
                    insert(
                        "system",
                        "sys_choice",
                        Map.of(
                            "name",
                            table,
                            "element",
                            column.name(),
                            "value",
                            value,
                            "label",
                            label,
                            "inactive",
                            "false")));
      }
    }
  }

  private Map<String, Map<String, String>> table(String name) {
    return Objects.requireNonNull(rows.get(name));
  }

  SnowSchema schema() {
    return schema;
  }

  synchronized void listen(BiConsumer<String, Map<String, String>> listener) {
    listeners.add(listener);
  }

  synchronized List<Map<String, String>> all(String table) {
    schema.columns(table);
    return table(table).values().stream().map(Map::copyOf).toList();
  }

  boolean isHidden(String id) {
    return hidden.contains(id);
  }

  /** Somebody takes the permission to see a record, or gives it back. */
  public synchronized void hide(String id, boolean hide) {
    if (hide) {
      hidden.add(id);
    } else {
      hidden.remove(id);
    }
  }

  /** What is planned at the same time as a change. */
  public synchronized void plan(String change, String other) {
    conflicts.computeIfAbsent(change, _ -> new ArrayList<>()).add(other);
  }

  synchronized List<String> conflictsOf(String change) {
    return List.copyOf(conflicts.getOrDefault(change, List.of()));
  }

  /**
   * A record.
   *
   * @throws SnowRefusal 404 where there is none, or it's hidden
   */
  synchronized Map<String, String> row(String table, String id) {
    schema.columns(table);
    var found = table(table).get(id);
    if (found == null || hidden.contains(id)) {
      throw SnowRefusal.noRecord();
    }
    return found;
  }

  /** How many records a table has. */
  public synchronized int count(String table) {
    return table(table).size();
  }

  /** A column's raw value. */
  public synchronized String value(String table, String id, String column) {
    return row(table, id).getOrDefault(column, "");
  }

  /** The values that a column was changed to, in order. */
  public synchronized List<String> history(String table, String id, String column) {
    return table("sys_audit").values().stream()
        .filter(it -> it.getOrDefault("tablename", "").equals(table))
        .filter(it -> it.getOrDefault("documentkey", "").equals(id))
        .filter(it -> it.getOrDefault("fieldname", "").equals(column))
        .map(it -> it.getOrDefault("newvalue", ""))
        .toList();
  }

  /** What was written on a record, in order. */
  public synchronized List<String> journal(String id) {
    return table("sys_journal_field").values().stream()
        .filter(it -> it.getOrDefault("element_id", "").equals(id))
        .map(it -> it.getOrDefault("value", ""))
        .toList();
  }

  /**
   * Another configuration item.
   *
   * @return its id
   */
  public String item(String name, String type, String environment, String group, String tier) {
    var values =
        Map.of(
            "name", name,
            "sys_class_name", type,
            "environment", environment,
            "support_group", group,
            "ref_cmdb_ci_service.busines_criticality", tier);
    return insert("system", "cmdb_ci", values).getOrDefault("sys_id", "");
  }

  /** Another relation of two items, of a type such as {@code Depends on::Used by}. */
  public void relate(String parent, String type, String child) {
    insert("system", "cmdb_rel_ci", Map.of("parent", parent, "child", child, "type", type));
  }

  /** A record as if somebody else had made it. */
  public synchronized void madeBy(String table, String id, String user) {
    Objects.requireNonNull(table(table).get(id), id).put("sys_created_by", user);
  }

  /** A user's id. */
  public synchronized String userId(String name) {
    return table("sys_user").values().stream()
        .filter(it -> it.getOrDefault("user_name", "").equals(name))
        .map(it -> it.getOrDefault("sys_id", ""))
        .findFirst()
        .orElse("");
  }

  synchronized Map<String, String> insert(String by, String table, Map<String, String> values) {
    var row = new LinkedHashMap<String, String>();
    schema.columns(table).forEach(it -> row.put(it.name(), ""));
    var id = String.format(Locale.ROOT, "%032x", 0xabc_0000_0000L + ++last);
    var now = TIME.format(clock.instant());
    row.put("sys_id", id);
    row.put("sys_created_on", now);
    row.put("sys_created_by", by);
    row.put("sys_mod_count", "-1");
    SnowRules.defaults(table, row, last);
    apply(by, table, row, values, true);
    table(table).put(id, row);
    told(table, row);
    return row;
  }

  /** One of the users changes columns of a record, as a form does; read-only ones stay. */
  public synchronized void update(String by, String table, String id, Map<String, String> values) {
    var row = row(table, id);
    SnowRules.check(table, row, values);
    apply(by, table, row, values, false);
    SnowRules.after(this, table, row);
    told(table, row);
  }

  private void apply(
      String by, String table, Map<String, String> row, Map<String, String> values, boolean fresh) {
    var changed = fresh;
    for (var column : schema.columns(table)) {
      var value = values.get(column.name());
      boolean settable = !column.isReadOnly() || by.equals("system");
      if (value == null || !settable || row.getOrDefault(column.name(), "").equals(value)) {
        continue;
      }
      if (column.isJournal()) {
        changed |= journal(by, table, row.getOrDefault("sys_id", ""), column.name(), value);
        continue;
      }
      if (!fresh) {
        audit(by, table, row, column.name(), value);
      }
      row.put(column.name(), value);
      changed = true;
    }
    if (changed) {
      row.put("sys_updated_on", TIME.format(clock.instant()));
      row.put("sys_updated_by", by);
      row.merge("sys_mod_count", "1", (a, b) -> String.valueOf(Integer.parseInt(a) + 1));
    }
  }

  private boolean journal(String by, String table, String id, String element, String text) {
    if (text.isEmpty()) {
      return false;
    }
    insert(
        by,
        "sys_journal_field",
        Map.of("name", table, "element", element, "element_id", id, "value", text));
    return true;
  }

  private void audit(String by, String table, Map<String, String> row, String field, String value) {
    insert(
        by,
        "sys_audit",
        Map.of(
            "tablename",
            table,
            "documentkey",
            row.getOrDefault("sys_id", ""),
            "fieldname",
            field,
            "oldvalue",
            row.getOrDefault(field, ""),
            "newvalue",
            value,
            "user",
            by));
  }

  /** One of the users deletes a record. */
  public synchronized void delete(String table, String id) {
    row(table, id);
    table(table).remove(id);
  }

  /** An approver says yes or no to a change. */
  public synchronized void decide(String by, String change, boolean approved, String comment) {
    update(
        by,
        "sysapproval_approver",
        asked(by, change),
        Map.of("state", approved ? "approved" : "rejected", "comments", comment));
    update(
        "system", "change_request", change, Map.of("approval", approved ? "approved" : "rejected"));
    if (approved) {
      update("system", "change_request", change, Map.of("state", "-2"));
    }
  }

  /** Somebody who may write that table sets an approver's state, such as {@code requested}. */
  public synchronized void setApproval(String by, String approver, String change, String state) {
    update(by, "sysapproval_approver", asked(approver, change), Map.of("state", state));
  }

  /** Somebody touches an approver's row without saying yes or no. */
  public synchronized void touchApproval(String by, String approver, String change, String text) {
    update(by, "sysapproval_approver", asked(approver, change), Map.of("comments", text));
  }

  private String asked(String approver, String change) {
    return table("sysapproval_approver").values().stream()
        .filter(
            it ->
                it.getOrDefault("sysapproval", "").equals(change)
                    && it.getOrDefault("approver", "").equals(userId(approver)))
        .findFirst()
        .orElseThrow(
            () -> new SnowRefusal(400, "Approval failed", "User is not an approver of the change"))
        .getOrDefault("sys_id", "");
  }

  Instant now() {
    return clock.instant();
  }

  private void told(String table, Map<String, String> row) {
    var copy = Map.copyOf(row);
    listeners.forEach(it -> it.accept(table, copy));
  }
}
