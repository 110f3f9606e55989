package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Variables on their way to Ansible, in a file: arguments can be seen by everybody on the machine.
 * Each text is tagged {@code !unsafe}: Ansible would otherwise evaluate templates within it. It's
 * YAML by that, one variable a line, each text in JSON's form of a string.
 */
final class VariablesFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TAG = ": !unsafe ";

  private VariablesFile() {}

  static void write(Path path, JsonNode variables) throws IOException {
    var lines =
        variables.properties().stream()
            .map(variable -> line(variable.getKey(), variable.getValue()))
            .collect(Collectors.joining());
    PrivateFiles.write(path, lines.isEmpty() ? "{}\n" : "---\n" + lines);
  }

  static void writeSecrets(Path path, Map<String, Secret> secrets) throws IOException {
    var variables = JsonNodeFactory.instance.objectNode();
    secrets.forEach((name, secret) -> variables.put(name, secret.reveal()));
    write(path, variables);
  }

  /** The values in a file of secrets: they have to be known to be cut out, whoever wrote them. */
  static Secret[] secrets(Path path) throws IOException {
    try (var lines = Files.lines(path)) {
      return lines
          .filter(line -> line.contains(TAG))
          .map(line -> text(line.substring(line.indexOf(TAG) + TAG.length())))
          .map(Secret::new)
          .toArray(Secret[]::new);
    } catch (JacksonException e) {
      throw new IOException("the file of secrets was changed", e);
    }
  }

  private static String text(String json) {
    return JSON.readTree(json).asString();
  }

  private static String line(String name, JsonNode value) {
    return value.isString()
        ? name + TAG + quoted(value.asString()) + "\n"
        : name + ": " + JSON.writeValueAsString(value) + "\n";
  }

  /** YAML reads JSON's strings alike where all but the plainest of the 16-bit ones are escaped. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append("\\u").append(HexFormat.of().toHexDigits((char) c));
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return Character.isSupplementaryCodePoint(c)
        || (c >= 0x20 && c < 0x7f && c != '"' && c != '\\');
  }
}
