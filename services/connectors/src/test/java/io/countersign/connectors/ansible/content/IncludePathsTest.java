package io.countersign.connectors.ansible.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludePathsTest {
  @TempDir Path folder;

  @Test
  void whatAnsiblesConfigurationTakesFromElsewhereIsFound() throws IOException {
    var config = folder.resolve("ansible.cfg");
    Files.writeString(
        config,
        """
        [defaults]
        roles_path = ./roles:/srv/roles ; of all teams
        filter_plugins=/srv/filters
        ; library = /srv/not
        log_path = /var/log/ansible.log
        collections_path = /srv/collections
        """);
    assertThat(IncludePaths.configured(config))
        .containsExactly(
            folder.resolve("roles"),
            Path.of("/srv/roles"),
            Path.of("/srv/filters"),
            Path.of("/srv/collections"));
    assertThat(
            IncludePaths.configured(
                Map.of("ANSIBLE_LIBRARY", "library", "LIBRARY", "/srv", "ANSIBLE_LOG_PATH", "/x"),
                folder))
        .containsExactly(folder.resolve("library"));
  }

  @Test
  void linksAreFollowedAndWhoMayRunAFileMatters() throws IOException {
    var file = Files.writeString(folder.resolve("shared"), "one");
    var directory = Files.createDirectory(folder.resolve("playbooks"));
    Files.createSymbolicLink(directory.resolve("linked"), file);
    var before = files(directory);
    Files.writeString(file, "two");
    assertThat(files(directory)).isNotEqualTo(before);
    Files.writeString(file, "one");
    assertThat(files(directory)).isEqualTo(before);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    assertThat(files(directory)).isNotEqualTo(before);
  }

  @Test
  void whatIsntThereIsKnownFromWhatIs() throws IOException {
    var before = files(folder.resolve("group_vars"));
    Files.createDirectory(folder.resolve("group_vars"));
    assertThat(files(folder.resolve("group_vars"))).isNotEqualTo(before);
  }

  private static Map<String, Object> files(Path root) throws IOException {
    var tree = new FileTree(Set.of());
    tree.add(root);
    return tree.files();
  }
}
