package io.countersign.server.audit.witness;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.log.Cosigners.Head;
import io.countersign.ledger.log.LogProgress;
import io.countersign.ledger.log.PublishedHead;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.log.witness.PublicationStanding;
import io.countersign.server.automation.DoctorChecks;
import io.countersign.server.witness.HttpCosigners;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The doctor's lines of the witnesses: whether enough of them cosign, and what each says. */
@Component
final class WitnessChecks implements DoctorChecks {
  private static final String KIND = "witness";

  /** Publication is about a second behind; some seconds more are nobody's fault. */
  private static final Duration USUAL = Duration.ofSeconds(20);

  private final Ledger ledger;
  private final HttpCosigners witnesses;
  private final InstantSource clock;

  WitnessChecks(Ledger ledger, HttpCosigners witnesses, InstantSource clock) {
    this.ledger = ledger;
    this.witnesses = witnesses;
    this.clock = clock;
  }

  @Override
  public List<Check> all() {
    var checks = new ArrayList<Check>();
    checks.add(new Check(KIND, "quorum", this::quorum));
    checks.add(new Check(KIND, "rollback", this::rollback));
    witnesses.names().stream().map(it -> new Check(KIND, it, () -> one(it))).forEach(checks::add);
    return checks;
  }

  private ConnectionHealth quorum() {
    var rule = witnesses.quorum();
    var standing = ledger.transactions().call(sql -> PublicationStanding.of(rule, sql));
    if (!standing.agreed()) {
      return ConnectionHealth.broken(
          "witness quorum: " + standing.quorum() + "; no high-risk step begins on this server",
          "Give all servers the same witnesses.policy, and start them again.");
    }
    if (witnesses.isNobodyAwaited()) {
      return ConnectionHealth.degraded(
          "witness quorum: none; nobody else vouches for the record",
          "Have heads cosigned by somebody else's machine: witnesses.policy, see Witnesses in"
              + " docs/operations.md.");
    }
    return standing(rule, standing, ledger.provable().progress());
  }

  private ConnectionHealth rollback() {
    var open = ledger.contradictions();
    return open.isEmpty()
        ? ConnectionHealth.working("no witness knows more than this record")
        : ConnectionHealth.broken(
            "LOG_ROLLBACK since %s, nothing is written: %s"
                .formatted(
                    open.getFirst().noticedAt(),
                    open.stream()
                        .map(LogContradictions.Open::words)
                        .collect(Collectors.joining("; "))),
            "Restore the newest backup; or let it go on from here, which is recorded: countersign"
                + " accept-rollback --reason.");
  }

  private ConnectionHealth standing(
      String rule, PublicationStanding standing, LogProgress progress) {
    boolean behind = progress.head() > standing.size();
    if (behind && !progress.problem().isEmpty() && isLate(standing)) {
      return ConnectionHealth.broken(
          "quorum %s isn't met since %s, events %s to %s are under no published head, and no"
                  .formatted(
                      rule,
                      standing.at() == null ? "the beginning" : standing.at(),
                      standing.size() + 1,
                      progress.head())
              + " high-risk step begins: "
              + progress.problem(),
          "Look at the witnesses that aren't ok; it goes on by itself once they answer.");
    }
    return ConnectionHealth.working(
        "quorum %s cosigned the head of %s events".formatted(rule, standing.size()));
  }

  private boolean isLate(PublicationStanding standing) {
    var at = standing.at();
    return at == null || Duration.between(at, clock.instant()).compareTo(USUAL) > 0;
  }

  private ConnectionHealth one(String name) {
    var last = ledger.provable().checkpoint();
    if (last.isEmpty()) {
      return ConnectionHealth.degraded(
          "no head was published yet that it could cosign", "Ask again in some seconds.");
    }
    var head = last.get();
    var look = witnesses.look(name, head(head), old -> consistency(old, head.size()));
    var cosigned = look.cosignedAt();
    var said =
        cosigned == null
            ? "it hasn't cosigned the last head that was published, of %s events"
                .formatted(head.size())
            : "it cosigned the head of %s events at %s".formatted(head.size(), cosigned);
    return look.problem().isEmpty()
        ? ConnectionHealth.working(said + "; it answers")
        : ConnectionHealth.broken(
            look.problem() + "; " + said,
            "Ask whoever runs it; what the quorum can do without it goes on.");
  }

  private static Head head(PublishedHead head) {
    var origin = head.note().substring(0, head.note().indexOf('\n'));
    return new Head(origin, head.size(), head.root(), head.note());
  }

  private List<String> consistency(long old, long size) {
    return ledger
        .provable()
        .paths(
            it ->
                it.consistency(old, size).stream()
                    .map(Base64.getEncoder()::encodeToString)
                    .toList());
  }
}
