package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.ModelWorld.Loophole;
import io.countersign.bench.gate.oracle.Proviso;
import io.countersign.bench.gate.oracle.Ruling;
import io.countersign.bench.gate.oracle.Standing;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.ApprovalConditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The oracle's words in those of the product. */
final class ProductWords {
  private static final Instant ZERO = Instant.parse("2026-03-02T10:00:00Z");
  private static final Map<Integer, Digest> LAWS = new ConcurrentHashMap<>();
  private static final BreakGlassId BREAK_GLASS = new BreakGlassId("bgl_" + "0".repeat(20));
  private static final Map<String, PrincipalId> PRINCIPALS = new ConcurrentHashMap<>();
  private static final Map<String, EntityId> TARGETS = new ConcurrentHashMap<>();

  private ProductWords() {}

  static PrincipalId principal(String name) {
    return PRINCIPALS.computeIfAbsent(name, PrincipalId::new);
  }

  static EntityId target(String name) {
    return TARGETS.computeIfAbsent(name, it -> EntityId.service("rig", "service-" + it));
  }

  static Instant at(long second) {
    return ZERO.plusSeconds(second);
  }

  static long second(Instant at) {
    return at.getEpochSecond() - ZERO.getEpochSecond();
  }

  static @Nullable Instant end(long second) {
    return second == ModelWorld.NEVER ? null : at(second);
  }

  static Role role(Standing standing) {
    return switch (standing) {
      case RESPONDER -> Role.RESPONDER;
      case APPROVER -> Role.APPROVER;
      case COMMANDER -> Role.COMMANDER;
      case ADMINISTRATOR -> Role.ADMINISTRATOR;
      case CATALOG_EDITOR -> Role.CATALOG_EDITOR;
    };
  }

  static ApprovalConditions conditions(Proviso proviso) {
    var only = proviso.onlyTarget();
    return new ApprovalConditions(
        only == null ? Set.of() : Set.of(target(only).name()),
        Set.of(),
        end(proviso.before()),
        proviso.notBefore() == -ModelWorld.NEVER ? null : at(proviso.notBefore()),
        proviso.steps() == Proviso.ALL ? null : proviso.steps());
  }

  static Digest bundle(int law) {
    return LAWS.computeIfAbsent(law, it -> Digest.ofJson("bundle " + it));
  }

  static PolicyDecision decision(Ruling ruling, int law) {
    var bundle = bundle(law);
    return switch (ruling.kind()) {
      case FREE -> new PolicyDecision.Allowed(List.of("free"), bundle, List.of());
      case FORBIDDEN ->
          new PolicyDecision.Forbidden(List.of("never"), bundle, List.of(), "not here");
      case ASKED ->
          new PolicyDecision.NeedsApproval(List.of("people"), bundle, List.of(), approval(ruling));
    };
  }

  private static PolicyDecision.Approval approval(Ruling ruling) {
    return new PolicyDecision.Approval(
        ruling.grave() ? "high" : "medium",
        ruling.quorum(),
        roles(ruling.roles()),
        roles(ruling.widened()),
        1,
        ruling.escalate(),
        ruling.expire(),
        new Safeguards(
            ruling.groups(),
            ruling.distinctGroups(),
            ruling.dwell(),
            ruling.reasoned(),
            ruling.emergency() == 0 ? null : ruling.emergency()));
  }

  static OpenBreakGlass breakGlass(Loophole it) {
    var action = it.forThis() ? PooledPlan.ACTION : "another";
    var standing =
        it.second() == null
            ? Set.<PrincipalId>of()
            : Set.of(principal(it.opener()), principal(it.second()));
    var terms =
        new BreakGlassTerms(
            bundle(it.law()),
            Set.of(Role.RESPONDER, Role.COMMANDER),
            2,
            BreakGlassTerms.LONGEST_MINUTES,
            roles(it.approvers()),
            it.quorum(),
            Set.of(action),
            it.anyTime() ? Set.of(action) : Set.of());
    return new OpenBreakGlass(
        BREAK_GLASS, principal(it.opener()), standing, Set.of(action), terms, at(it.until()));
  }

  private static Set<Role> roles(Set<Standing> standings) {
    return standings.stream().map(ProductWords::role).collect(Collectors.toUnmodifiableSet());
  }
}
