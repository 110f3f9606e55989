package io.countersign.connectors.ansible;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryExecutor.Mishap;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.testing.ActionExecutorContract;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Against a real Ansible, its playbook acting on a service over HTTP. */
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
class AnsibleExecutorTest extends ActionExecutorContract {
  @TempDir Path folder;
  private SwitchedService service;
  private AnsibleExecutor executor;

  @BeforeAll
  static void needsAnsible() {
    Switching.needsAnsible();
  }

  /** Before the contract's own preparations, which need it. */
  @Override
  protected void prepare() {
    service = new SwitchedService(folder);
    executor = Switching.executor(folder, service.server.url(), "inventory.ini");
  }

  @AfterEach
  void nothingIsLeft() {
    service.close();
    service.playbooks().forEach(ProcessHandle::destroyForcibly);
    assertThat(Switching.playbooks(folder).resolve("PWNED")).doesNotExist();
  }

  @Override
  protected ActionExecutor executor() {
    return executor;
  }

  @Override
  protected void place(EntityId target, Map<String, String> fields) {
    service.place(target.name(), fields);
  }

  @Override
  protected int effects() {
    return service.effects.get();
  }

  @Override
  protected void next(Mishap mishap) {
    service.mishap = mishap;
  }

  @Override
  protected void arrive() {
    service.late.run();
  }

  @Override
  protected void runsSince(@Nullable Instant at) {
    service.since = at;
  }

  @Override
  protected void clock(Duration ahead) {
    service.ahead = ahead;
  }

  @Override
  protected Instant deadline() {
    return Instant.parse(service.deadline);
  }

  @Override
  protected void down() {
    service.goDown();
  }

  @Override
  protected void hang() {
    service.held = true;
  }

  @Override
  protected void edit() {
    append(Switching.playbooks(folder).resolve("switch.yml"), "# and more\n");
  }

  @Override
  protected List<String> secrets() {
    return List.of(SwitchedService.TOKEN);
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "switch.yml",
        "inventory.ini",
        "roles/switch/tasks/main.yml",
        "templates/unit.j2",
        "group_vars/all.yml",
        "library/odd.py",
        "filter_plugins/__pycache__/odd.pyc",
        "collections/requirements.yml"
      })
  void everythingThatAPlaybookCanIncludeIsBound(String file) {
    var content = executor.content(rollback());
    append(Switching.playbooks(folder).resolve(file), "# new\n");
    assertThat(executor.content(rollback())).isNotEqualTo(content);
  }

  @Test
  void aRunARotatedSecretAndWhatTargetsKeepAreNoOtherContent() {
    var content = Outcomes.value(executor.content(rollback()));
    Outcomes.value(perform(rollback(), "key-1"));
    append(folder.resolve("token"), "+");
    append(Switching.playbooks(folder).resolve(".git/FETCH_HEAD"), "main");
    assertThat(Outcomes.value(executor.content(rollback()))).isEqualTo(content);
  }

  @Test
  void whatIsEditedWhileItRunsIsAnEffectThatWentWrong() {
    var bound = rollback().with(Outcomes.value(executor.content(rollback())));
    service.meanwhile = this::edit;
    var failed = Outcomes.failed(perform(bound, "key-1"));
    assertThat(failed.code()).isEqualTo(FailureCode.UNHEALTHY);
    assertThat(failed.message()).contains("was changed while it ran");
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void aDirectoryThatNobodyCanLookThroughIsNotBound() throws IOException {
    var link = Switching.playbooks(folder).resolve("circle");
    Files.createSymbolicLink(link, Switching.playbooks(folder));
    assertThat(Outcomes.failed(executor.content(rollback())).code()).isEqualTo(FailureCode.REFUSED);
    append(Switching.playbooks(folder).resolve("missing.yml"), "[]");
    assertThat(executor.check().ok()).isFalse();
    assertThat(executor.check().advice()).contains("a directory of their own");
  }

  @Test
  void aDryRunShowsTheDifferenceAndWhatItLeavesOut() {
    var dryRun = Outcomes.value(executor.dryRun(rollback(), REASON));
    assertThat(dryRun.summary())
        .contains("would change: Write down the wanted version", "1.5.0", "1.4.2")
        .contains("skipped, so what they would change isn't shown: 2 tasks (Switch, ");
    assertThat(dryRun.digest()).isNotNull();
    assertThat(folder.resolve("wanted")).hasContent("1.5.0");
  }

  @Test
  void theRunHasItsOwnEnvironmentAndPrivateFilesWhileItLasts() {
    var environment = new TreeSet<String>();
    var modes = new TreeSet<String>();
    service.meanwhile =
        () -> {
          environment.addAll(names(service.playbooks().getFirst()));
          modes.addAll(modes(folder.resolve("runs")));
        };
    var performed = Outcomes.value(perform(rollback(), "key-1"));
    assertThat(environment)
        .containsExactlyInAnyOrder(
            "COLOUR",
            "COUNTERSIGN_RUN",
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "PYTHONUNBUFFERED",
            "PYTHONPATH",
            "PYTHONDONTWRITEBYTECODE",
            "ANSIBLE_CONFIG",
            "ANSIBLE_FORCE_COLOR",
            "ANSIBLE_NOCOLOR",
            "ANSIBLE_STDOUT_CALLBACK",
            "ANSIBLE_RETRY_FILES_ENABLED");
    assertThat(modes).contains("secrets.yml rw-------", "variables.yml rw-------");
    assertThat(new String(performed.result(), UTF_8)).contains("\"changed\":1", "[redacted]");
    assertThat(names(folder.resolve("runs")))
        .doesNotContain("secrets.yml", "home", "guard", "output.jsonl");
    assertThat(service.playbooks()).isEmpty();
  }

  @Test
  void whatDidNotRunIsNoFailureOfATask() {
    var broken = Outcomes.failed(perform(step("broken"), "key-1"));
    assertThat(broken.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(broken.message()).contains("was not run", "YAML");
    var missing = Outcomes.failed(perform(step("missing"), "key-2"));
    assertThat(missing.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(missing.message()).contains("was not run", "missing.yml");
    var nowhere = Outcomes.failed(perform(step("nowhere"), "key-3"));
    assertThat(nowhere.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(nowhere.message()).contains("on no host");
  }

  @Test
  void anUnreachableHostIsToldFromAFailingTask() {
    var far = Switching.executor(folder, service.server.url(), "unreachable.ini");
    var failed = Outcomes.failed(far.perform(say("hello"), "key-1", REASON, soon(), before()));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category()).isEqualTo(FailureCategory.EXTERNAL);
  }

  @Test
  void aValueThatIsATemplateToAnsibleIsRefusedBeforeAnythingRuns() {
    for (var text : List.of("{{ lookup('pipe', 'id>PWNED') }}", "{% x %}", "{# x", "a\u0007b")) {
      var failed = Outcomes.failed(perform(say(text), "key-1"));
      assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    }
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** Should a value come through, then Ansible doesn't evaluate it either. */
  @Test
  void variablesAreNeverEvaluated() throws IOException {
    var evil = "{{ lookup('pipe', 'id>PWNED') }} \"' é 😀 -e x=1 --check\n: y";
    var settings = Switching.settings(folder, service.server.url(), "inventory.ini");
    var runs = new PlaybookRuns(new RunStore(folder.resolve("runs")));
    var record =
        new RunRecord(
            "",
            "",
            Map.of(),
            null,
            Instant.now(),
            Instant.now().plus(Eventually.PATIENCE),
            0,
            null);
    var run =
        runs.dryRun(
            record,
            JsonNodeFactory.instance.objectNode().put("text", evil),
            Map.of("secret", new Secret(evil)),
            it ->
                new PlaybookCommandLine(settings)
                    .start(
                        Switching.playbooks(folder).resolve("say.yml"),
                        true,
                        Eventually.PATIENCE,
                        it));
    assertThat(VariablesFile.secrets(run.secrets())[0].reveal()).isEqualTo(evil);
    // Not redacted: what it said is to be seen.
    Files.writeString(run.secrets(), "{}\n");
    while (!runs.isOver(run, Instant.now())) {
      PlaybookRuns.pause(run);
    }
    assertThat(run.report().orElseThrow().tasks().getFirst().message())
        .isEqualTo("told " + evil.replaceAll("\\p{Cntrl}+", " "));
  }

  @Test
  void aFinishedRunIsAnsweredAgainWithoutAskingTheTarget() {
    var first = Outcomes.value(perform(rollback(), "key-1"));
    service.close();
    var again = Switching.executor(folder, service.server.url(), "inventory.ini");
    var second = Outcomes.value(again.perform(rollback(), "key-1", REASON, soon(), before()));
    assertThat(second.summary()).isEqualTo(first.summary());
    assertThat(second.result()).isEqualTo(first.result());
  }

  @Test
  void doctorSaysWhatIsMissing() throws IOException {
    assertThat(executor.check().detail()).contains("missing.yml");
    Files.writeString(Switching.playbooks(folder).resolve("missing.yml"), "[]");
    assertThat(executor.check().ok()).isTrue();
  }

  @Test
  void everyMistakeOfTheConfigurationIsToldAtOnce() {
    var problems = new ArrayList<InputProblem>();
    var yaml =
        """
        entityKinds: []
        environments: [rig]
        directory: playbooks
        inventory: localhost.ini
        environmentVariables: {PATH: /tmp}
        shell: true
        actions:
          a: {playbook: ../x.yml, variables: {v: '${secrets.x}'}}
          b: {playbook: '--version', variables: {ansible_connection: ssh}, secrets: {t: plain}}
          c: {playbook: c.yml, variables: {v: '{{ x }}', w: [1]}}
          d: {playbook: d.yml, variables: {v: '{{ x }}'}}
          e: {playbook: e.yml, honoursKeys: true, effect: {restarted: true}}
        read: {url: 'http://127.0.0.1/', fields: {version: /version}}
        """;
    var reader = SettingsReader.of(new YAMLMapper().readTree(yaml), "/e", problems);
    AnsibleSettings.read("x", reader);
    reader.finish();
    assertThat(problems)
        .extracting(InputProblem::at)
        .containsExactlyInAnyOrder(
            "/e/entityKinds",
            "/e/directory",
            "/e/inventory",
            "/e/environmentVariables",
            "/e/shell",
            "/e/actions/a/playbook",
            "/e/actions/a/variables",
            "/e/actions/b/playbook",
            "/e/actions/b/variables",
            "/e/actions/b/secrets",
            "/e/actions/c/variables",
            "/e/actions/d/variables",
            "/e/actions/e/honoursKeys",
            "/e/actions/e/effect/restarted");
  }

  private static void append(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PlannedStep say(String text) {
    return new PlannedStep(1, "supervisor", "say", TARGET, Map.of("text", text), Map.of(), 20);
  }

  private static PlannedStep step(String action) {
    return new PlannedStep(1, "supervisor", action, TARGET, Map.of(), Map.of(), 20);
  }

  private static List<String> names(ProcessHandle process) {
    try {
      var environment = Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
      return environment
          .lines()
          .flatMap(line -> List.of(line.split("\0", -1)).stream())
          .filter(variable -> variable.contains("="))
          .map(variable -> variable.substring(0, variable.indexOf('=')))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> modes(Path directory) {
    try (var files = Files.walk(directory, 2)) {
      var found = new ArrayList<String>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        found.add(file.getFileName() + " " + mode);
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
