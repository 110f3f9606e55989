package io.countersign.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Digest;
import io.countersign.domain.policy.bundle.PolicyFilesEvent.FilesDiffered;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Submission;
import io.countersign.server.TestServer;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Who is configured is told of policies that wait, that nobody can approve, or that were edited.
 */
class PolicyNoticesTest {
  private static final String BUNDLES = "/api/v1/policy/bundles";

  private final TestServer server = TestServer.running();
  private final MemoryNotifier receiver = new MemoryNotifier("policy" + UUID.randomUUID());

  private String proposed() {
    var files = new TreeMap<String, String>();
    var inForce = server.get(server.administrator(), BUNDLES + "/in-force/files").json();
    inForce
        .path("files")
        .properties()
        .forEach(it -> files.put(it.getKey(), it.getValue().asString() + "# " + UUID.randomUUID()));
    return server
        .post(server.administrator(), BUNDLES, Map.of("files", files, "note", "for pat"))
        .json()
        .path("id")
        .asString();
  }

  private List<Notice> of(String part) {
    return receiver.notices().stream().filter(it -> it.url().contains(part)).toList();
  }

  @Test
  void whatBecomesOfAProposalIsTold() throws Exception {
    server.bean(PolicyNotices.class).register(receiver, "http://127.0.0.1");
    var id = proposed();
    var deny = BUNDLES + "/" + id + "/deny";
    server.post(server.administrator(), deny, Map.of("reason", "pat wants it otherwise"));
    Eventually.holds("it is told", () -> of(id).size() == 2);
    assertThat(of(id))
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.POLICY_PROPOSED, Notice.Kind.POLICY_DENIED);
    assertThat(of(id)).noneMatch(it -> it.toString().contains("pat wants"));
  }

  @Test
  void d05_aFileThatIsEditedOnDiskIsToldToPeople() throws Exception {
    server.bean(PolicyNotices.class).register(receiver, "http://127.0.0.1");
    var differed = new FilesDiffered(Digest.ofJson("found"), Digest.ofJson("in force"));
    var _ =
        server
            .bean(CommandSender.class)
            .receipts(
                List.of(
                    new Submission.OfStandaloneEvent(
                        differed,
                        UUID.randomUUID().toString(),
                        SystemOrigin.context(Instant.now()))));
    Eventually.holds("it is told", () -> !of("/policy/outside").isEmpty());
    assertThat(of("/policy/outside").getFirst().kind())
        .isEqualTo(Notice.Kind.POLICY_FILES_DIFFERED);
  }
}
