package io.countersign.connectors.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a playbook, and who comes after it. */
@Order(1)
class KilledServerTest {
  /** In seconds: what Ansible needs on a busy machine until its module asks, and no longer. */
  private static final int SHORT = 45;

  private static final EntityId TARGET = EntityId.service("rig", "orders");
  private static final Map<String, String> BEFORE =
      Map.of("version", "1.5.0", "previous", "1.4.2", "healthy", "true");

  @TempDir Path folder;
  private SwitchedService service;
  private Process killed;

  @BeforeAll
  static void needsAnsible() {
    Switching.needsAnsible();
  }

  @BeforeEach
  void place() {
    service = new SwitchedService(folder);
    service.place("orders", BEFORE);
    service.held = true;
  }

  @AfterEach
  void nothingIsLeft() {
    service.close();
    if (killed != null) {
      killed.destroyForcibly();
    }
    service.playbooks().forEach(ProcessHandle::destroyForcibly);
  }

  /** What is killed: it only waits for its playbook. */
  public static void main(String[] args) {
    var executor = Switching.executor(Path.of(args[0]), args[1], "inventory.ini");
    var deadline = within(Long.parseLong(args[2]));
    System.out.println(
        executor.perform(step(), "key-1", "rem_0123456789abcdef", deadline, before()));
  }

  @Test
  void thePlaybookIsSettledBeforeItsTargetIsJudgedAndRunsOnce() throws Exception {
    killInTheMiddle(110);
    assertThat(service.playbooks()).isNotEmpty();
    var successor = Switching.executor(folder, service.server.url(), "inventory.ini");
    var early = Outcomes.failed(successor.readBack(step(), before()));
    assertThat(early.code()).isEqualTo(FailureCode.TIMEOUT);
    assertThat(early.category().retryable()).isTrue();
    service.released.countDown();

    var joined = Outcomes.value(successor.perform(step(), "key-1", "rem_x", within(120), before()));
    assertThat(joined.summary()).contains("1 changed");
    var seen = Outcomes.value(successor.readBack(step(), before()));
    assertThat(seen.effectSeen()).isTrue();
    assertThat(service.effects).hasValue(1);
    assertThat(service.playbooks()).isEmpty();
  }

  @Test
  void aPlaybookThatNobodyIsLeftForEndsAtItsDeadline() throws Exception {
    var started = Instant.now();
    killInTheMiddle(SHORT);
    var processes = service.playbooks();
    for (var process : processes) {
      process.onExit().get(2 * SHORT, TimeUnit.SECONDS);
    }
    var successor = Switching.executor(folder, service.server.url(), "inventory.ini");
    var deadline = started.plus(Duration.ofSeconds(SHORT + 2));
    TimeUnit.MILLISECONDS.sleep(Math.max(0, Duration.between(Instant.now(), deadline).toMillis()));
    var seen = Outcomes.value(successor.readBack(step(), before()));
    assertThat(seen.effectSeen()).isFalse();
    var again = Outcomes.failed(successor.perform(step(), "key-1", "rem_x", within(9), before()));
    assertThat(again.code().effectUnknown()).isTrue();
    assertThat(service.playbooks()).isEmpty();
  }

  private void killInTheMiddle(int seconds) throws IOException, InterruptedException {
    Switching.settings(folder, service.server.url(), "inventory.ini");
    killed =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath(),
                    KilledServerTest.class.getName(),
                    folder.toString(),
                    service.server.url(),
                    Integer.toString(seconds)))
            .inheritIO()
            .start();
    SwitchedService.await(service.switching);
    killed.destroyForcibly();
    killed.waitFor();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  private static PlannedStep step() {
    return new PlannedStep(
        1, "supervisor", "rollback", TARGET, Map.of(), Map.of("version", "1.5.0"), 20);
  }

  private static EffectDeadline within(long seconds) {
    return EffectDeadline.of(Instant.now().plusSeconds(seconds), InstantSource.system());
  }

  private static ObservedTarget before() {
    return new ObservedTarget(new TargetState(TARGET, BEFORE), null);
  }
}
