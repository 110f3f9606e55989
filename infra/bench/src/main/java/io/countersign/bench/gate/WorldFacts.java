package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.Deputation;
import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.EmergencyFacts;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.remediation.PublicationFacts;
import io.countersign.domain.remediation.PublicationFacts.Publication;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepDuration;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.domain.remediation.autonomy.AutonomyFacts;
import io.countersign.domain.remediation.autonomy.EarnedRecord;
import io.countersign.domain.remediation.autonomy.Promotion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The model's world as the facts that the product's deciders ask for. */
final class WorldFacts implements Facts {
  private static final DelegationId DELEGATION = new DelegationId("dlg_" + "0".repeat(20));
  private static final RemediationId OTHER = new RemediationId("rem_" + "f".repeat(16));
  private static final RemediationId ENDED = new RemediationId("rem_" + "e".repeat(16));

  private static final PolicyBundleId BUNDLE = PolicyBundleId.of(new UUID(0, 1));
  private static final PrincipalId PROMOTER = new PrincipalId("root");

  private final ModelWorld world;
  private final Map<Class<?>, CapabilityFacts> kinds = new HashMap<>();

  WorldFacts(ModelWorld world) {
    this.world = world;
    kinds.put(AccessFacts.class, new PeopleFacts(world));
    kinds.put(CalendarFacts.class, new MarkedTimeFacts(world));
    kinds.put(
        CatalogFacts.class, (CatalogFacts) it -> world.team(it.name().replace("service-", "")));
    kinds.put(IncidentFacts.class, new OneIncident());
    kinds.put(EmergencyFacts.class, new OneEmergency());
    kinds.put(DelegationFacts.class, new Deputies());
    kinds.put(RemediationFacts.class, new Remediations());
    kinds.put(AutonomyFacts.class, new OneRunbook());
    kinds.put(PublicationFacts.class, (PublicationFacts) _ -> published());
    kinds.put(StepDurationFacts.class, (StepDurationFacts) (_, step) -> duration(step));
    kinds.put(PolicyBundleFacts.class, (PolicyBundleFacts) this::inForce);
  }

  @Override
  public <F extends CapabilityFacts> F of(Class<F> kind) {
    var facts = kinds.get(kind);
    if (facts == null) {
      throw new IllegalArgumentException("the model has no " + kind);
    }
    return kind.cast(facts);
  }

  private Optional<InForce> inForce() {
    return Optional.of(new InForce(BUNDLE, ProductWords.bundle(world.law), world.law));
  }

  private Publication published() {
    return new Publication(1 + world.unpublished, 1, "1 of (one, two)", ProductWords.at(world.now));
  }

  /** As the product's query has it: by the rank of one of them. */
  private StepDuration duration(int step) {
    var runs = world.took.getOrDefault(step, List.of()).stream().sorted().toList();
    if (runs.isEmpty()) {
      return StepDuration.NONE;
    }
    int rank = (int) Math.ceil(0.95 * runs.size());
    return new StepDuration(runs.size(), Duration.ofSeconds(runs.get(rank - 1)));
  }

  private final class OneIncident implements IncidentFacts {
    @Override
    public boolean open(IncidentId incident) {
      return world.incidentOpen;
    }

    @Override
    public Optional<PrincipalId> commander(IncidentId incident) {
      var commander = world.commander;
      return commander == null ? Optional.empty() : Optional.of(ProductWords.principal(commander));
    }

    @Override
    public List<EntityId> entities(IncidentId incident) {
      return List.of();
    }

    @Override
    public boolean verified(IncidentId incident, String remediation) {
      return false;
    }
  }

  private final class OneRunbook implements AutonomyFacts {
    @Override
    public Optional<Promotion> promotion(String runbook, String environment) {
      return Optional.of(
          new Promotion(
              runbook,
              PooledPlan.CONTENT,
              environment,
              ProductWords.at(world.unattendedUntil),
              PROMOTER,
              PROMOTER));
    }

    @Override
    public EarnedRecord record(Digest content, String environment) {
      return EarnedRecord.NONE;
    }
  }

  private final class OneEmergency implements EmergencyFacts {
    @Override
    public Optional<OpenBreakGlass> open(IncidentId incident, Instant at) {
      return Optional.ofNullable(world.loophole)
          .filter(it -> world.incidentOpen && world.now < it.until() && it.law() == world.law)
          .map(ProductWords::breakGlass);
    }

    @Override
    public List<String> overdue(Instant at) {
      return world.reviewOverdue ? List.of("bgl_" + "0".repeat(20)) : List.of();
    }

    @Override
    public Set<PrincipalId> approvers(BreakGlassId breakGlass) {
      return Set.of();
    }
  }

  private final class Deputies implements DelegationFacts {
    @Override
    public List<Delegation> to(PrincipalId delegate) {
      return those(it -> it.to().equals(delegate.value()));
    }

    @Override
    public List<Delegation> from(PrincipalId delegator) {
      return those(it -> it.from().equals(delegator.value()));
    }

    private List<Delegation> those(Predicate<Deputation> wanted) {
      return world.deputations.isEmpty()
          ? List.of()
          : world.deputations.stream().filter(wanted).map(this::delegation).toList();
    }

    private Delegation delegation(Deputation it) {
      return new Delegation(
          DELEGATION,
          ProductWords.principal(it.from()),
          ProductWords.principal(it.to()),
          new Scope(it.team(), null, null, null),
          ProductWords.at(it.until()),
          it.absent());
    }
  }

  private final class Remediations implements RemediationFacts {
    @Override
    public List<Holder> holders(EntityId target) {
      return switch (world.holder(target.name().replace("service-", ""))) {
        case NOBODY -> List.of();
        case ANOTHER -> List.of(new Holder(OTHER, false));
        case ONE_IN_DOUBT -> List.of(new Holder(ENDED, true));
      };
    }

    @Override
    public Set<PrincipalId> changeAuthors(IncidentId incident, int diagnosis) {
      return principals(world.changeAuthors);
    }

    @Override
    public Optional<Set<PrincipalId>> runbookAuthors(Digest runbook) {
      return Optional.of(principals(world.runbookAuthors));
    }

    @Override
    public Optional<Instant> shown(RemediationId remediation, PrincipalId to, Digest plan) {
      long at = world.shown(to.value());
      return at == ModelWorld.NEVER ? Optional.empty() : Optional.of(ProductWords.at(at));
    }

    private Set<PrincipalId> principals(Set<String> names) {
      return names.isEmpty()
          ? Set.of()
          : names.stream().map(ProductWords::principal).collect(Collectors.toSet());
    }
  }
}
