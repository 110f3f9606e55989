package io.countersign.server.config;

import io.countersign.connectors.ConnectorTypes;
import io.countersign.connectors.intake.DeliveryType;
import io.countersign.connectors.settings.Setting;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.settings.SettingsReference;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of all settings, made by asking every reader of the configuration file for its keys. */
final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Generated from the readers of the configuration file; a test compares. An unknown key fails the
      start. Capital letters stand for names: of your connections, your actions, a system's fields.
      What belongs together, and why, is told in [configuration](../configuration.md).

      A secret reference is `file:PATH` or `env:NAME`; the secret itself never stands in the file.
      """;
  private static final String TABLE =
      """
      | key | value | default | meaning |
      |---|---|---|---|
      """;

  /** A heading, what stands below it, and a table. */
  private record Section(String heading, String text, List<Setting> settings) {
    String markdown() {
      return "\n" + heading + "\n\n" + text + TABLE + rows();
    }

    private String rows() {
      return settings.stream()
          .map(
              it ->
                  "| `%s` | %s | %s | %s |\n"
                      .formatted(it.key(), it.form(), it.plain(), it.meaning()))
          .collect(Collectors.joining());
    }
  }

  private final List<Section> sections = new ArrayList<>();
  private final Set<String> undocumented = new LinkedHashSet<>();

  private SettingsPage() {}

  static SettingsPage ofReaders() {
    var page = new SettingsPage();
    var file = new SettingsReference();
    ConfigurationFile.configuration(SettingsReader.documenting(file, ""));
    page.undocumented.addAll(file.undocumented());
    page.add("## The server", "", file.settings().stream().filter(SettingsPage::isOwn).toList());
    page.add(
        "## `integrations`: who delivers alerts",
        ConnectorTypes.deliveries().stream().map(SettingsPage::line).collect(Collectors.joining())
            + "\n",
        within("integrations", file));
    for (var port : Port.values()) {
      ConnectorTypes.serving(port).forEach(type -> page.add(port, type, file));
    }
    return page;
  }

  private void add(String heading, String text, List<Setting> settings) {
    sections.add(new Section(heading, text, settings));
  }

  private void add(Port port, ConnectorType type, SettingsReference file) {
    var reference = new SettingsReference();
    var path = port.section() + (port.isList() ? "[]" : ".NAME");
    type.read("NAME", SettingsReader.documenting(reference, path));
    undocumented.addAll(reference.undocumented());
    var kind = within(port.section(), file).stream().filter(it -> it.key().equals(path + ".kind"));
    add(
        "## `%s`, `kind: %s`".formatted(port.section(), type.kind()),
        type.summary() + "\n\n",
        Stream.concat(kind, reference.settings().stream()).toList());
  }

  private static String line(DeliveryType type) {
    var labels =
        new TreeMap<>(type.labels())
            .entrySet().stream()
                .map(it -> "`%s` is `%s`".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining(", "));
    return "- `kind: %s`: %s%s\n"
        .formatted(
            type.kind(), type.summary(), labels.isEmpty() ? "" : " Its labels: " + labels + ".");
  }

  private static List<Setting> within(String section, SettingsReference file) {
    return file.settings().stream()
        .filter(it -> it.key().matches(section + "(\\.|\\[).*"))
        .toList();
  }

  private static boolean isOwn(Setting setting) {
    return Stream.concat(Stream.of("integrations"), Arrays.stream(Port.values()).map(Port::section))
        .noneMatch(section -> setting.key().matches(section + "(\\.|\\[).*"));
  }

  List<Setting> settings() {
    return sections.stream().flatMap(it -> it.settings().stream()).toList();
  }

  Set<String> undocumented() {
    return Set.copyOf(undocumented);
  }

  String markdown() {
    return HEAD + sections.stream().map(Section::markdown).collect(Collectors.joining());
  }
}
