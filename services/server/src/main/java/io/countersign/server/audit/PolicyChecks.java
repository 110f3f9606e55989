package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.access.Confirmations;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.policy.PolicyAuthors;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.policy.EmptyGroups;
import io.countersign.server.policy.Law;
import io.countersign.server.policy.LawInForce;
import io.countersign.server.policy.PolicyFilesWatch;
import io.countersign.server.policy.QuorumHealth;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** The checks of the policies in force, and of policy files that have no say. */
@Component
final class PolicyChecks {
  private static final String MORE_AUTHORS =
      "Make somebody one, which another administrator confirms: countersign user grant NAME --role"
          + " policy_author. Have passwords reset that one administrator alone handed out:"
          + " countersign user reset NAME";

  private final PolicyBundles bundles;
  private final PolicyAuthors authors;
  private final Confirmations confirmations;
  private final LawInForce laws;
  private final EmptyGroups emptyGroups;
  private final PolicyFilesWatch watch;
  private final Principals principals;
  private final Catalog catalog;
  private final InstantSource clock;

  PolicyChecks(
      PolicyBundles bundles,
      PolicyAuthors authors,
      Confirmations confirmations,
      LawInForce laws,
      EmptyGroups emptyGroups,
      PolicyFilesWatch watch,
      Principals principals,
      Catalog catalog,
      InstantSource clock) {
    this.bundles = bundles;
    this.authors = authors;
    this.confirmations = confirmations;
    this.principals = principals;
    this.catalog = catalog;
    this.clock = clock;
    this.laws = laws;
    this.emptyGroups = emptyGroups;
    this.watch = watch;
  }

  List<Check> all() {
    return List.of(
        new Check("policy", "in force", this::inForce),
        new Check("policy", "groups", this::groups),
        new Check("policy", "approvers for the catalogue", this::quorums),
        new Check("policy", "authors", this::authors),
        new Check("policy", "proposals", this::proposals),
        new Check("policy", "shipped", this::shipped),
        new Check("policy", "files on disk", this::configured));
  }

  private ConnectionHealth inForce() {
    int number = bundles.inForce().orElseThrow().number();
    return switch (laws.law()) {
      case Law.Usable(var bundle) ->
          ConnectionHealth.working(
              "bundle %s: %s rules, %s runbooks"
                  .formatted(number, bundle.count(), bundle.runbooks().size()));
      case Law.Unusable(_, var why) ->
          ConnectionHealth.broken(
              "bundle %s can't be used, so everything is forbidden: %s".formatted(number, why),
              "Run the version of the product that it was proposed to, or propose another bundle:"
                  + " countersign policy propose DIR");
    };
  }

  private ConnectionHealth groups() {
    var empty =
        switch (laws.law()) {
          case Law.Usable(var bundle) -> emptyGroups.empty(bundle);
          case Law.Unusable _ -> List.<String>of();
        };
    return empty.isEmpty()
        ? ConnectionHealth.working("each that the rules in force ask for has a member")
        : ConnectionHealth.degraded(
            "the rules in force ask for groups without a member: " + String.join(", ", empty),
            "Nobody can approve what asks for no other: countersign group add GROUP NAME");
  }

  private ConnectionHealth quorums() {
    var entities = catalog.contents().entities();
    return QuorumHealth.of(laws.law(), principals.all(), entities, clock.instant());
  }

  private ConnectionHealth authors() {
    if (confirmations.bootstrapping()) {
      return ConnectionHealth.working("the one administrator may still change policies alone");
    }
    int many = authors.all().size();
    return authors.areTwo(clock.instant())
        ? ConnectionHealth.working(many + " persons write policies")
        : ConnectionHealth.degraded(
            "nobody could approve other policies: of %s policy authors no two count as two persons"
                .formatted(many),
            MORE_AUTHORS);
  }

  private ConnectionHealth proposals() {
    var now = clock.instant();
    var inForce = bundles.inForce().orElseThrow().digest();
    var waiting = bundles.latest().stream().filter(it -> it.waits(inForce, now)).toList();
    var stuck =
        waiting.stream()
            .filter(it -> !authors.suffice(it, now))
            .map(it -> it.bundle().value() + " until " + it.expiresAt())
            .toList();
    return stuck.isEmpty()
        ? ConnectionHealth.working(waiting.size() + " wait for policy authors")
        : ConnectionHealth.degraded(
            "too few policy authors can approve " + String.join(", ", stuck), MORE_AUTHORS);
  }

  /** Another release's are an offer, and an installation may have changed them on purpose. */
  private ConnectionHealth shipped() {
    var other = watch.compare().shipped();
    return ConnectionHealth.working(
        other.isEmpty()
            ? "in force as this release has them"
            : "this release has others than are in force: "
                + String.join(", ", other)
                + "; countersign policy propose --shipped proposes them");
  }

  private ConnectionHealth configured() {
    var comparison = watch.compare();
    if (!comparison.unreadable().isEmpty()) {
      return ConnectionHealth.degraded(
          "they can't be read, and have no say: " + comparison.unreadable(),
          "Take `runbooks` out of the configuration file, or mend it.");
    }
    var other = comparison.configured();
    return other.isEmpty()
        ? ConnectionHealth.working("as they are in force")
        : ConnectionHealth.degraded(
            "these aren't as they are in force, and have no say: " + String.join(", ", other),
            "Find out who changed them. What they say is proposed by countersign policy propose"
                + " --configured, and approved by another policy author; or put back what was"
                + " there.");
  }
}
