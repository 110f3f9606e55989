package io.countersign.server.remediation;

import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.approvedByAlice;
import static io.countersign.domain.testing.Remediations.executing;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.http.HttpActionType;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.remediation.decision.RemediationDecider;
import io.countersign.ledger.Ledger;
import io.countersign.server.TestServer;
import io.countersign.server.config.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Work of high risk at both passes of the gate, on a target whose own clock may be off. */
class TargetClockTest {
  private static final Duration TOLERATED = Duration.ofSeconds(30);
  private static final String SETTINGS =
      """
      entityKinds: [service]
      environments: [rig]
      actions:
        rollback: {url: '%1$s', effect: {fields: {version: 'x'}}}
      read: {url: '%1$s', fields: {version: /version}}
      """;

  @TempDir Path folder;
  private ServerSocket target;
  private volatile Duration ahead = Duration.ZERO;
  private ClockReader clocks;

  @BeforeEach
  void listen() throws IOException {
    target = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    var problems = new ArrayList<InputProblem>();
    var text = SETTINGS.formatted("http://127.0.0.1:" + target.getLocalPort());
    var settings = SettingsReader.of(new YAMLMapper().readTree(text), "", problems);
    var configured = new HttpActionType().read("supervisor", settings);
    settings.finish();
    assertThat(problems).isEmpty();
    var context = new ConnectorContext(new BoundedHttp(), InstantSource.system(), folder, "rig");
    clocks =
        new ClockReader(
            TestServer.running().bean(Ledger.class),
            new Connections(List.of(configured.open(context))),
            InstantSource.system(),
            TOLERATED);
  }

  @AfterEach
  void close() throws IOException {
    target.close();
  }

  @Test
  void theStartWaitsUntilTheTargetsClockIsRight() {
    for (var off : List.of(Duration.ofMinutes(2), Duration.ofMinutes(-2))) {
      ahead = off;
      refused(start());
    }
    ahead = Duration.ZERO;
    assertThat(decide(approvedByAlice(), start()))
        .hasOnlyElementsOfType(RemediationEvent.ExecutionStarted.class);
  }

  @Test
  void soDoesEachStep() {
    ahead = Duration.ofMinutes(2);
    refused(step());
    ahead = Duration.ZERO;
    assertThat(decide(executing(), step()))
        .hasOnlyElementsOfType(RemediationEvent.StepStarted.class);
  }

  private static void refused(RemediationCommand command) {
    var history = command instanceof RemediationCommand.StartStep ? executing() : approvedByAlice();
    var decision = RemediationDecider.decide(state(history), command, staff().asSystem());
    assertThat(decision.answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            it -> {
              assertThat(it.code()).isEqualTo(RefusalCode.CLOCK_SKEWED);
              assertThat(it.toString())
                  .contains("what tells of service/rig/checkout-api", "30 s are tolerated");
            });
  }

  private static List<? extends RemediationEvent> decide(
      List<RemediationEvent> history, RemediationCommand command) {
    return RemediationDecider.decide(state(history), command, staff().asSystem()).events();
  }

  private static Remediation state(List<RemediationEvent> history) {
    var state = Remediation.initial();
    for (var event : history) {
      state = Remediation.evolve(state, event);
    }
    return state;
  }

  private RemediationCommand start() {
    return new RemediationCommand.StartExecution(
        ID, plan().digest(), List.of(BAD), readings(false, true), POLICY, clocks.compare(plan()));
  }

  private RemediationCommand step() {
    var key = StepAttempt.key(ID, false, 1, 1);
    return new RemediationCommand.StartStep(
        ID, 1, 0, key, plan().digest(), observed(BAD), POLICY, clocks.compare(plan()), false);
  }

  private void serve() {
    while (!target.isClosed()) {
      try (var caller = target.accept()) {
        answer(caller);
      } catch (IOException e) {
        // Closed, or a caller that has gone.
      }
    }
  }

  private void answer(Socket caller) throws IOException {
    var request = caller.getInputStream();
    var seen = new StringBuilder();
    for (int next = 0; next >= 0 && !seen.toString().endsWith("\r\n\r\n"); ) {
      next = request.read();
      seen.append((char) next);
    }
    var date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
    var answer =
        "HTTP/1.1 200 OK\r\nDate: %s\r\nContent-Length: 19\r\nConnection: close\r\n\r\n{\"version\":\"1.5.0\"}"
            .formatted(date);
    caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
  }
}
