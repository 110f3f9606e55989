package io.countersign.connectors.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An executor of the playbooks beside this class, in a folder of its own. */
final class Switching {
  private static final Path ANSIBLE = Path.of("/usr/bin/ansible-playbook");

  /** The same for all: to ask for it takes a process each time. */
  private static @Nullable AnsibleVersion installed;

  private static final String SETTINGS =
      """
      entityKinds: [service]
      environments: [rig]
      directory: %1$s/playbooks
      inventory: %3$s
      timeoutSeconds: 180
      bearer: file:%1$s/token
      environmentVariables: {COLOUR: blue}
      actions:
        rollback:
          playbook: switch.yml
          variables:
            folder: %1$s
            url: %2$s
            service: '${target.name}'
            expected_version: '${expected.version}'
            target_version: '${before.previous}'
            reason: '${reason}'
            key: '${key}'
            deadline: '${deadline}'
          secrets: {control_token: 'file:%1$s/token'}
          honoursKeys: true
          effect: {fields: {version: '${before.previous}'}}
        restart:
          playbook: restart.yml
          variables: {url: %2$s, service: '${target.name}'}
          secrets: {control_token: 'file:%1$s/token'}
          effect: {restarted: true}
        nowhere: {playbook: nowhere.yml}
        broken: {playbook: broken.yml}
        missing: {playbook: missing.yml}
        say: {playbook: say.yml, variables: {text: '${parameters.text}'}, dryRun: false}
      read:
        url: %2$s/services/${target.name}
        fields: {version: /version, previous: /previous}
        startedAt: /since
      """;

  private Switching() {}

  /** Skips the test, loudly, where Ansible isn't installed. */
  static void needsAnsible() {
    Assumptions.assumeTrue(
        Files.isExecutable(ANSIBLE),
        () -> "SKIPPED: there is no " + ANSIBLE + " (package ansible)");
  }

  static AnsibleSettings settings(Path folder, String url, String inventory) {
    for (var file :
        new String[] {
          inventory, "switch.yml", "restart.yml", "nowhere.yml", "broken.yml", "say.yml"
        }) {
      copy(file, folder);
    }
    var problems = new ArrayList<InputProblem>();
    var yaml = new YAMLMapper().readTree(SETTINGS.formatted(folder, url, inventory));
    var reader = SettingsReader.of(yaml, "/executors/playbooks", problems);
    var settings = AnsibleSettings.read("supervisor", reader);
    reader.finish();
    assertThat(problems).isEmpty();
    return settings;
  }

  static AnsibleExecutor executor(Path folder, String url, String inventory) {
    var settings = settings(folder, url, inventory);
    return new AnsibleExecutor(
        settings,
        folder.resolve("runs"),
        new BoundedHttp(),
        InstantSource.system(),
        installed(settings));
  }

  /** Asked for at once: later the first one's folder is gone. */
  private static synchronized AnsibleVersion installed(AnsibleSettings settings) {
    var known = installed;
    if (known == null) {
      var fresh = new AnsibleVersion(settings);
      Eventually.holds("Ansible tells its version", () -> isTold(fresh));
      installed = fresh;
      known = fresh;
    }
    return known;
  }

  /** It has a time for that, which a busy machine may take. */
  private static boolean isTold(AnsibleVersion version) {
    try {
      return !version.describe().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the playbooks lie. */
  static Path playbooks(Path folder) {
    return folder.resolve("playbooks");
  }

  private static void copy(String file, Path folder) {
    try (var resource = Switching.class.getResourceAsStream(file)) {
      var to = playbooks(folder).resolve(file);
      if (!Files.exists(to)) {
        Files.createDirectories(playbooks(folder));
        Files.write(to, resource.readAllBytes());
        Files.writeString(folder.resolve("token"), SwitchedService.TOKEN);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
