package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The reference of settings is generated from the readers of the configuration file and compared
 * with the one in docs. After a change of a reader: {@code
 * -Dtest.arguments=-Dcountersign.regenerate=true}.
 */
class SettingsReferenceTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Every key once, or once for each kind that has it. */
  private static final List<String> COMPLETE = List.of("complete.yaml", "complete-ansible.yaml");

  private final SettingsPage page = SettingsPage.ofReaders();

  @Test
  void theReferenceInDocsIsTheGeneratedOne() throws IOException {
    var path = DOCS.resolve("reference").resolve("settings.md");
    if (Boolean.getBoolean("countersign.regenerate")) {
      Files.writeString(path, page.markdown());
    }
    assertThat(Files.readString(path)).isEqualTo(page.markdown());
  }

  @Test
  void noReaderAsksForAKeyWithoutItsMeaning() {
    assertThat(page.undocumented()).isEmpty();
    assertThat(page.settings()).allSatisfy(it -> assertThat(it.meaning()).isNotBlank());
  }

  @Test
  void everyKeyIsReadFromTheFileAndNoOtherOneIs(@TempDir Path runbooks) throws Exception {
    Files.createFile(runbooks.resolve("certificate.pem"));
    Files.createFile(runbooks.resolve("key.pem"));
    Files.writeString(runbooks.resolve("witnesses.policy"), "quorum none\n");
    var unread = new TreeSet<>(page.settings().stream().map(Setting::key).toList());
    for (var name : COMPLETE) {
      var file = resource(name).replace("DIRECTORY", runbooks.toString());
      assertThat(ConfigurationFile.parse(file, name).connections()).isNotEmpty();
      for (var leaf : leaves(YAML.readTree(file), "")) {
        var meant = page.settings().stream().filter(it -> names(it, leaf)).toList();
        assertThat(meant).as("settings that mean %s", leaf).isNotEmpty();
        meant.forEach(it -> unread.remove(it.key()));
      }
    }
    assertThat(unread).as("keys that no complete file has").isEmpty();
  }

  @Test
  void theGuideToConfigurationNamesEveryKey() throws IOException {
    var guide = Files.readString(DOCS.resolve("configuration.md"));
    assertThat(page.settings())
        .extracting(it -> it.key().replaceAll("(\\.[A-Z]+)+$", "").replaceAll(".*\\.", ""))
        .allSatisfy(key -> assertThat(guide).contains(key));
  }

  private static String resource(String name) throws IOException {
    try (var stream = SettingsReferenceTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Whether a key of the reference, in which capital letters stand for any name, is this one. */
  private static boolean names(Setting setting, String leaf) {
    var pattern =
        setting.key().replace("[]", "\\[]").replace(".", "\\.").replaceAll("\\b[A-Z]+\\b", "[^.]+");
    return leaf.matches(pattern + (setting.form().equals("mapping") ? "(\\..*)?" : ""));
  }

  private static List<String> leaves(JsonNode node, String at) {
    var found = new ArrayList<String>();
    if (node.isArray() && node.values().stream().allMatch(JsonNode::isObject)) {
      node.forEach(item -> found.addAll(leaves(item, at + "[]")));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              it ->
                  found.addAll(
                      leaves(it.getValue(), at.isEmpty() ? it.getKey() : at + "." + it.getKey())));
    } else {
      found.add(at);
    }
    return found;
  }
}
