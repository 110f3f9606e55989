package io.countersign.connectors.servicenow;

import static io.countersign.connectors.settings.SettingForm.text;

import io.countersign.connectors.settings.SettingsReader;
import java.util.Map;

/**
 * The choice of configuration items that become a catalogue, and as what.
 *
 * @param kinds of the classes that are read, by {@code sys_class_name}
 * @param environments by the value of their column
 * @param query an encoded query of the items that are read; empty for all of those classes
 * @param environment the column of the environment
 * @param owner the column of the team that answers for it
 * @param tier the column whose first digit is the tier
 */
record ServiceNowCmdbSettings(
    Map<String, String> kinds,
    Map<String, String> environments,
    String query,
    String environment,
    String owner,
    String tier) {
  private static final Map<String, String> KINDS =
      Map.of(
          "cmdb_ci_service", "service",
          "cmdb_ci_service_auto", "service",
          "cmdb_ci_service_discovered", "service",
          "cmdb_ci_appl", "service",
          "cmdb_ci_db_instance", "database",
          "cmdb_ci_server", "host",
          "cmdb_ci_linux_server", "host",
          "cmdb_ci_win_server", "host");

  ServiceNowCmdbSettings {
    kinds = kinds.isEmpty() ? KINDS : Map.copyOf(kinds);
    environments = Map.copyOf(environments);
  }

  static ServiceNowCmdbSettings read(SettingsReader settings) {
    return new ServiceNowCmdbSettings(
        settings.all("classes", "CLASS", text(), "the kind of the items of a class"),
        settings.all("environments", "VALUE", text(), "the environment that a value means"),
        settings.text("query", "", "an encoded query of the items that are read"),
        settings.text("environment", "environment", "the column of the environment"),
        settings.text("owner", "support_group", "the column of the team that answers for it"),
        settings.text(
            "tier",
            "ref_cmdb_ci_service.busines_criticality",
            "the column whose first digit is the tier"));
  }
}
