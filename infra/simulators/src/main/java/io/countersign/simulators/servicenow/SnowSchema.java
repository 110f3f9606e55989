package io.countersign.simulators.servicenow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the instance and their columns. */
final class SnowSchema {
  private static final Map<String, String> THREE =
      ordered("1", "1 - High", "2", "2 - Medium", "3", "3 - Low");

  private final Map<String, List<SnowColumn>> tables = new LinkedHashMap<>();

  SnowSchema() {
    tables.put("incident", incident());
    tables.put("change_request", change());
    put("sys_user", "user_name", "name", "email", "active");
    put("sys_journal_field", "element", "element_id", "name", "value");
    put("sys_audit", "tablename", "documentkey", "fieldname", "oldvalue", "newvalue", "user");
    tables.put("sysapproval_approver", approver());
    put(
        "cmdb_ci",
        "name",
        "sys_class_name",
        "environment",
        "support_group",
        "ref_cmdb_ci_service.busines_criticality");
    put("cmdb_rel_ci", "parent", "child", "type");
    put("sys_attachment", "file_name", "table_name", "table_sys_id", "hash", "content_type");
    put("sys_dictionary", "name", "element", "internal_type", "column_label", "read_only");
    put("sys_choice", "name", "element", "value", "label", "inactive");
  }

  static Map<String, String> ordered(String... pairs) {
    var found = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      found.put(pairs[i], pairs[i + 1]);
    }
    return found;
  }

  private void put(String table, String... names) {
    var columns = new ArrayList<SnowColumn>();
    for (var name : names) {
      columns.add(SnowColumn.of(name));
    }
    tables.put(table, own(columns));
  }

  private static List<SnowColumn> task() {
    return new ArrayList<>(
        List.of(
            SnowColumn.of("number"),
            SnowColumn.of("short_description"),
            SnowColumn.of("description"),
            SnowColumn.of("correlation_id"),
            SnowColumn.of("correlation_display"),
            SnowColumn.choice(
                "priority",
                ordered("1", "1 - Critical", "2", "2 - High", "3", "3 - Moderate", "4", "4 - Low")),
            SnowColumn.choice("impact", THREE),
            SnowColumn.choice("urgency", THREE),
            SnowColumn.reference("assigned_to", "sys_user"),
            SnowColumn.reference("opened_by", "sys_user"),
            SnowColumn.reference("cmdb_ci", "cmdb_ci"),
            SnowColumn.of("assignment_group"),
            SnowColumn.of("active"),
            SnowColumn.of("close_code"),
            SnowColumn.of("close_notes"),
            SnowColumn.typed("comments", "journal_input"),
            SnowColumn.typed("work_notes", "journal_input")));
  }

  private static List<SnowColumn> incident() {
    var columns = task();
    columns.add(
        SnowColumn.choice(
            "state",
            ordered(
                "1",
                "New",
                "2",
                "In Progress",
                "3",
                "On Hold",
                "6",
                "Resolved",
                "7",
                "Closed",
                "8",
                "Canceled")));
    columns.add(SnowColumn.of("hold_reason"));
    columns.add(SnowColumn.of("caller_id"));
    columns.add(SnowColumn.reference("parent_incident", "incident"));
    columns.add(SnowColumn.of("service"));
    return own(columns);
  }

  private static List<SnowColumn> change() {
    var columns = task();
    columns.add(
        SnowColumn.choice(
            "state",
            ordered(
                "-5",
                "New",
                "-4",
                "Assess",
                "-3",
                "Authorize",
                "-2",
                "Scheduled",
                "-1",
                "Implement",
                "0",
                "Review",
                "3",
                "Closed",
                "4",
                "Canceled")));
    columns.add(
        new SnowColumn(
            "type",
            "Type",
            "string",
            "",
            ordered("normal", "Normal", "standard", "Standard", "emergency", "Emergency")));
    columns.add(SnowColumn.choice("risk", ordered("2", "High", "3", "Moderate", "4", "Low")));
    columns.add(SnowColumn.of("approval"));
    columns.add(SnowColumn.typed("start_date", "glide_date_time"));
    columns.add(SnowColumn.typed("end_date", "glide_date_time"));
    columns.add(SnowColumn.of("justification"));
    columns.add(SnowColumn.of("implementation_plan"));
    columns.add(SnowColumn.of("backout_plan"));
    columns.add(SnowColumn.of("test_plan"));
    columns.add(SnowColumn.of("service"));
    return own(columns);
  }

  private static List<SnowColumn> approver() {
    return own(
        new ArrayList<>(
            List.of(
                SnowColumn.of("state"),
                SnowColumn.of("comments"),
                SnowColumn.of("document_id"),
                SnowColumn.reference("sysapproval", "change_request"),
                SnowColumn.reference("approver", "sys_user"))));
  }

  private static List<SnowColumn> own(List<SnowColumn> columns) {
    columns.add(SnowColumn.of("sys_id"));
    columns.add(SnowColumn.typed("sys_created_on", "glide_date_time"));
    columns.add(SnowColumn.of("sys_created_by"));
    columns.add(SnowColumn.typed("sys_updated_on", "glide_date_time"));
    columns.add(SnowColumn.of("sys_updated_by"));
    columns.add(SnowColumn.typed("sys_mod_count", "integer"));
    return columns;
  }

  List<SnowColumn> columns(String table) {
    var found = tables.get(table);
    if (found == null) {
      throw new SnowRefusal(400, "Invalid table " + table, "Table " + table + " does not exist");
    }
    return found;
  }

  Optional<SnowColumn> column(String table, String name) {
    return columns(table).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  List<String> tables() {
    return List.copyOf(tables.keySet());
  }
}
