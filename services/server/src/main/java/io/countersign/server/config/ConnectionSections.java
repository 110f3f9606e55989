package io.countersign.server.config;

import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.ConnectorTypes;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The file's sections of connections: one for each port, whose kinds read its entries. */
final class ConnectionSections {
  private ConnectionSections() {}

  static Map<Port, List<ConfiguredConnection>> read(SettingsReader top) {
    var found = new EnumMap<Port, List<ConfiguredConnection>>(Port.class);
    for (var port : served()) {
      found.put(port, port.isList() ? list(port, top) : mapping(port, top));
    }
    return found;
  }

  /** A port that nothing serves has no section. */
  private static List<Port> served() {
    return Arrays.stream(Port.values())
        .filter(it -> !ConnectorTypes.serving(it).isEmpty())
        .toList();
  }

  private static List<ConfiguredConnection> mapping(Port port, SettingsReader top) {
    return top.objects(port.section(), "NAME").entrySet().stream()
        .map(entry -> entry(port, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** A name stands for how far its receiver has been told: two must not share one. */
  private static List<ConfiguredConnection> list(Port port, SettingsReader top) {
    var names = new HashSet<String>();
    var found = new ArrayList<ConfiguredConnection>();
    for (var settings : top.items(port.section())) {
      var connection = entry(port, "", settings);
      if (!names.add(connection.name())) {
        settings.problem("name", "'" + connection.name() + "' is another receiver's; name each");
      }
      found.add(connection);
    }
    return found;
  }

  private static ConfiguredConnection entry(Port port, String name, SettingsReader settings) {
    var types = ConnectorTypes.serving(port);
    var kinds = types.stream().map(ConnectorType::kind).toList();
    var kind = settings.value("kind", word(kinds), kinds.getFirst(), "which connector");
    return types.stream()
        .filter(it -> it.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .read(name, settings);
  }
}
