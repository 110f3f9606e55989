package io.countersign.connectors.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Dry runs of playbooks that don't behave, by a real Ansible: shown as they are, or refused. */
@Order(1)
class DryRunTest {
  private static final String SETTINGS =
      """
      entityKinds: [service]
      environments: [rig]
      directory: %1$s/playbooks
      command: %3$s
      timeoutSeconds: %4$s
      inventory: inventory.ini
      config: ansible.cfg
      bearer: file:%1$s/token
      actions: {it: {playbook: it.yml}}
      read: {url: '%2$s/services/${target.name}', fields: {version: /version}}
      """;

  @TempDir Path folder;
  private String command = "/usr/bin/ansible-playbook";
  private int timeoutSeconds = 240;
  private Path playbooks;
  private SwitchedService service;

  @BeforeAll
  static void needsAnsible() {
    Switching.needsAnsible();
  }

  @BeforeEach
  void prepare() throws IOException {
    service = new SwitchedService(folder);
    service.place("web", Map.of("version", "1"));
    playbooks = Files.createDirectory(folder.resolve("playbooks"));
    Files.writeString(folder.resolve("token"), SwitchedService.TOKEN);
    Files.writeString(
        playbooks.resolve("inventory.ini"),
        "localhost ansible_connection=local ansible_python_interpreter=\"{{"
            + " ansible_playbook_python }}\"\n");
    Files.writeString(
        playbooks.resolve("ansible.cfg"),
        "[defaults]\nlibrary = ./library\nvault_password_file = ./password\n");
    Files.writeString(playbooks.resolve("password"), "open sesame\n");
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void whereEveryTaskIsSkippedTheCardSaysSo() throws IOException {
    var shown =
        Outcomes.value(
            dryRun(
                """
                - ansible.builtin.uri: {url: 'http://127.0.0.1:1/'}
                - name: restart it
                  ansible.builtin.command: 'true'
                """));
    assertThat(shown.summary())
        .isEqualTo(
            "skipped, so what they would change isn't shown: 2 tasks (ansible.builtin.uri, restart"
                + " it)");
    assertThat(shown.digest()).isNotNull();
  }

  @Test
  void aSkippedTaskIsNotCountedAsNoChange() throws IOException {
    var shown =
        Outcomes.value(
            dryRun(
                """
                - ansible.builtin.debug: {msg: hello}
                - name: restart it
                  ansible.builtin.command: 'true'
                """));
    assertThat(shown.summary())
        .isEqualTo(
            "would change nothing; skipped, so what they would change isn't shown: 1 task (restart"
                + " it)");
  }

  @Test
  void bytesThatAreNoTextAreReplacedAndMarked() throws IOException {
    Files.write(folder.resolve("latin"), "owner=caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    var shown =
        Outcomes.value(
            dryRun(
                """
                - name: rename
                  ansible.builtin.lineinfile: {path: '%s', regexp: '^limit=', line: limit=30}
                """
                    .formatted(folder.resolve("latin"))));
    assertThat(shown.summary()).contains("rename", "caf\uFFFD", "[not UTF-8]");
    assertThat(shown.digest()).isNotNull();
  }

  @Test
  void aChangeWhoseLineIsLostIsNoDryRun() throws IOException {
    Files.createDirectory(playbooks.resolve("library"));
    Files.writeString(
        playbooks.resolve("library/odd.py"),
        """
        #!/usr/bin/python3
        from ansible.module_utils.basic import AnsibleModule
        AnsibleModule(argument_spec={}, supports_check_mode=True).exit_json(
            changed=True, ratio=float('nan'), diff={'before': 'pool: 3', 'after': 'pool: 30'})
        """);
    var failed = Outcomes.failed(dryRun("- odd: {}\n"));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category().retryable()).isFalse();
    assertThat(failed.message())
        .contains("of localhost the play counts changed=1, and its lines tell 0")
        .contains("lines that can't be read: 1");
  }

  /** It isn't waited for to its end, and nothing is tried again that would end the same. */
  @Test
  void whatTellsMoreThanIsReadIsRefusedForThatAndEnded() throws IOException {
    var failed =
        Outcomes.failed(
            dryRun(
                """
                - ansible.builtin.debug: {msg: "{{ 'long ' * 2000000 }}"}
                - ansible.builtin.wait_for: {timeout: 600}
                  check_mode: false
                """));
    assertThat(failed.code()).isEqualTo(FailureCode.OUTPUT_TOO_LARGE);
    assertThat(failed.category().retryable()).isFalse();
    assertThat(failed.message()).contains("more than 8 MiB");
    assertThat(service.playbooks()).isEmpty();
  }

  /** A busy machine's: the next time it may begin. */
  @Test
  void whatIsEndedBeforeItBeginsIsTriedAgain() throws IOException {
    timeoutSeconds = 1;
    Files.writeString(folder.resolve("slow"), "#!/bin/sh\nsleep 60\n");
    assertThat(folder.resolve("slow").toFile().setExecutable(true)).isTrue();
    command = folder.resolve("slow").toString();
    var failed = Outcomes.failed(dryRun("- ansible.builtin.ping: {}\n"));
    assertThat(failed.category().retryable()).isTrue();
    assertThat(failed.code().effectUnknown()).isFalse();
    assertThat(failed.message()).contains("before it began");
  }

  /** Else it could be another one by the time it runs. */
  @Test
  void whatLiesOutsideOfWhatIsBoundIsNeverRead() throws IOException {
    var outside = Files.writeString(folder.resolve("outside.yml"), "- ansible.builtin.ping:\n");
    var failed =
        Outcomes.failed(
            dryRun("- ansible.builtin.include_tasks: '" + outside.toAbsolutePath() + "'\n"));
    assertThat(failed.code()).isEqualTo(FailureCode.CONTENT_UNBOUND);
    assertThat(failed.category().retryable()).isFalse();
    assertThat(failed.message()).contains(outside.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lookup('file', '/proc/self/root%s')",
        "lookup('pipe', 'cat %s')",
        "lookup('lines', 'cat %s')",
      })
  void norByAnotherWay(String lookup) throws IOException {
    var outside = Files.writeString(folder.resolve("outside.txt"), "anything");
    var failed =
        Outcomes.failed(
            dryRun(
                "- ansible.builtin.debug: {msg: \"{{ " + lookup.formatted(outside) + " }}\"}\n"));
    assertThat(failed.code()).isEqualTo(FailureCode.CONTENT_UNBOUND);
  }

  /** A dry run skips what only a real one opens; and a play may swallow what it's refused. */
  @Test
  void whatARealRunMeetsThatNothingBindsIsAnEffectThatWentWrong() throws IOException {
    var outside = Files.writeString(folder.resolve("outside.txt"), "anything");
    write(
        "- ansible.builtin.debug: {msg: \"{{ lookup('file', '%s', errors='ignore') }}\"}\n"
                .formatted(outside)
            + "- ansible.builtin.command: 'true'\n");
    var before = new ObservedTarget(new TargetState(step().target(), Map.of("version", "1")), null);
    var deadline =
        EffectDeadline.of(Instant.now().plus(Eventually.PATIENCE), InstantSource.system());
    var failed = Outcomes.failed(executor().perform(step(), "key-1", "why", deadline, before));
    assertThat(failed.code()).isEqualTo(FailureCode.UNHEALTHY);
    assertThat(failed.message()).contains(outside.toString());
  }

  @Test
  void whatTheConfigurationNamesIsBoundHoweverItIsCommented() throws IOException {
    var tasks = Files.createDirectories(folder.resolve("shared/roles/part/tasks"));
    var main = Files.writeString(tasks.resolve("main.yml"), "- ansible.builtin.ping:\n");
    Files.writeString(
        playbooks.resolve("ansible.cfg"),
        "[defaults]\nroles_path = %s/shared/roles ; of all teams\n".formatted(folder));
    assertThat(dryRun("- ansible.builtin.include_role: {name: part}\n"))
        .isInstanceOf(Outcome.Ok.class);
    var before = Outcomes.value(executor().content(step()));
    Files.writeString(main, "- ansible.builtin.debug:\n");
    assertThat(Outcomes.value(executor().content(step()))).isNotEqualTo(before);
  }

  @Test
  void whatAVaultHoldsIsNotShown() throws Exception {
    vault("whole.yml", "words: {db: 'vaulted-in-a-file', pin: 77}\n");
    var shown = Outcomes.value(dryRun(USES));
    assertThat(shown.summary()).contains("write it").doesNotContain("vaulted-in-a-file");
    vault("whole.yml", "words: {db: 'x7', pin: 7}\n");
    assertThat(Outcomes.value(dryRun(USES)).summary())
        .contains("write it ([withheld: may hold a vaulted value])");
    try (var left = Files.list(folder.resolve("runs"))) {
      assertThat(left).as("what vaults hold goes with the run").isEmpty();
    }
  }

  @Test
  void whereAVaultCannotBeOpenedNothingOfWhatTasksTellIsShown() throws Exception {
    vault("other.yml", "a: another password's\n");
    Files.writeString(playbooks.resolve("password"), "wrong\n");
    Files.writeString(playbooks.resolve("whole.yml"), "words: {db: plain, pin: 1}\n");
    assertThat(Outcomes.value(dryRun(USES)).summary())
        .contains("write it ([withheld: a vault here couldn't be opened])")
        .doesNotContain("plain");
  }

  private static final String USES =
      """
      - ansible.builtin.include_vars: whole.yml
        no_log: true
      - name: write it
        ansible.builtin.copy: {content: 'pw={{ words.db }}', dest: '@FOLDER@/secret.conf'}
      """;

  private void vault(String name, String text) throws IOException, InterruptedException {
    var file = Files.writeString(playbooks.resolve(name), text);
    var process =
        new ProcessBuilder("/usr/bin/ansible-vault", "encrypt", file.toString())
            .directory(playbooks.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("vault.log").toFile())
            .start();
    assertThat(process.waitFor(Eventually.PATIENCE)).isTrue();
    assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;");
  }

  private Outcome<DryRun> dryRun(String tasks) throws IOException {
    write(tasks);
    return executor().dryRun(step(), "why");
  }

  private void write(String tasks) throws IOException {
    Files.writeString(
        playbooks.resolve("it.yml"),
        "- hosts: all\n  gather_facts: false\n  tasks:\n"
            + tasks.replace("@FOLDER@", folder.toString()).indent(4));
  }

  private static PlannedStep step() {
    return new PlannedStep(
        1, "x", "it", EntityId.service("rig", "web"), Map.of(), Map.of("version", "1"), 20);
  }

  private AnsibleExecutor executor() {
    var problems = new ArrayList<InputProblem>();
    var yaml =
        new YAMLMapper()
            .readTree(SETTINGS.formatted(folder, service.server.url(), command, timeoutSeconds));
    var settings = AnsibleSettings.read("x", SettingsReader.of(yaml, "/x", problems));
    assertThat(problems).isEqualTo(List.of());
    return new AnsibleExecutor(
        settings, folder.resolve("runs"), new BoundedHttp(), InstantSource.system());
  }
}
