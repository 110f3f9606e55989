package io.countersign.ledger.access;

import static io.countersign.ledger.testing.Commands.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.domain.access.grant.GroupCommand.CreateGroup;
import io.countersign.domain.access.grant.GroupCommand.GiveGroupGrant;
import io.countersign.domain.access.grant.GroupCommand.RemoveMember;
import io.countersign.domain.access.grant.GroupCommand.RevokeGroupGrant;
import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who held which right at any time, by the tables, against a fold of the events that shares nothing
 * with them: of random grants, groups, members, revocations and ends.
 */
@OnAnyPostgres
class HeldGrantsPropertiesTest {
  private static final int STEPS = 250;
  private static final List<Role> ROLES =
      List.of(Role.VIEWER, Role.RESPONDER, Role.OPERATOR, Role.APPROVER);
  private static final List<PrincipalId> PEOPLE =
      List.of("ann", "ben", "cleo", "dan").stream().map(PrincipalId::new).toList();
  private static final List<GroupId> GROUPS =
      List.of("dba", "leads").stream().map(GroupId::named).toList();

  /** An event, and when it was recorded. */
  private record Recorded(Instant at, Event event) {}

  private final List<Recorded> record = new ArrayList<>();
  private final List<GrantId> given = new ArrayList<>();

  private void send(Ledger ledger, int step, Command command) {
    var at = AT.plusSeconds(step);
    var context =
        new CommandContext(
            new UUID(step, 1), Actor.SYSTEM, at, Surface.SYSTEM, null, null, null, Facts.NONE);
    ledger
        .send(new Submission.OfCommand(command, context))
        .orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join()
        .events()
        .forEach(it -> record.add(new Recorded(at, it)));
  }

  private Command random(Random random, int step) {
    var who = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var group = GROUPS.get(random.nextInt(GROUPS.size()));
    var role = Set.of(ROLES.get(random.nextInt(ROLES.size())));
    return switch (random.nextInt(10)) {
      case 0, 1 -> new GiveGrant(who, grant(random, step), null);
      case 2 -> new GiveGroupGrant(group, grant(random, step), null);
      case 3 -> new RevokeGrant(who, any(random, step));
      case 4 -> new RevokeGroupGrant(group, any(random, step));
      case 5 -> new ChangeRoles(who, role, Set.of(), "", null);
      case 6 -> new ChangeRoles(who, Set.of(), role, "", null);
      case 7 -> new AddMember(group, who, null);
      case 8 -> new RemoveMember(group, who);
      default ->
          random.nextInt(20) == 0
              ? new DisablePrincipal(who, "left")
              : new AddMember(group, who, null);
    };
  }

  private Grant grant(Random random, int step) {
    var id = GrantId.of(new UUID(((long) step << 32) | 7, 7));
    given.add(id);
    var role = ROLES.get(random.nextInt(ROLES.size()));
    return new Grant(id, role, new Scope("team" + random.nextInt(2), null, null, null), null, null);
  }

  private GrantId any(Random random, int step) {
    return given.isEmpty()
        ? GrantId.of(new UUID(step, 9))
        : given.get(random.nextInt(given.size()));
  }

  /** {@code PRINCIPAL GRANT [GROUP]} of all that was held once these had happened. */
  private Set<String> folded(Instant at) {
    var own = new TreeMap<String, Set<String>>();
    var members = new TreeMap<String, Set<String>>();
    for (var it : record) {
      if (!it.at().isAfter(at)) {
        fold(it.event(), own, members);
      }
    }
    var held = new TreeSet<String>();
    own.forEach(
        (holder, grants) -> {
          for (var grant : grants) {
            if (holder.startsWith("grp_")) {
              members
                  .getOrDefault(holder, Set.of())
                  .forEach(it -> held.add(it + " " + grant + " " + holder));
            } else {
              held.add(holder + " " + grant);
            }
          }
        });
    return held;
  }

  private static void fold(
      Event event, TreeMap<String, Set<String>> own, TreeMap<String, Set<String>> members) {
    switch (event) {
      case AccessEvent.PrincipalRegistered e ->
          e.roles().forEach(it -> of(own, e.principal().value()).add(it.name()));
      case AccessEvent.RoleGranted e -> of(own, e.principal().value()).add(e.role().name());
      case AccessEvent.RoleRevoked e -> of(own, e.principal().value()).remove(e.role().name());
      case AccessEvent.GrantGiven e -> of(own, e.principal().value()).add(e.grant().id().value());
      case AccessEvent.GrantRevoked e -> of(own, e.principal().value()).remove(e.grant().value());
      case AccessEvent.PrincipalDisabled e -> {
        own.remove(e.principal().value());
        members.values().forEach(it -> it.remove(e.principal().value()));
      }
      case GroupEvent.MemberAdded e -> of(members, e.group().value()).add(e.member().value());
      case GroupEvent.MemberRemoved e -> of(members, e.group().value()).remove(e.member().value());
      case GroupEvent.GroupGrantGiven e -> of(own, e.group().value()).add(e.grant().id().value());
      case GroupEvent.GroupGrantRevoked e -> of(own, e.group().value()).remove(e.grant().value());
      default -> {
        // nothing about who holds what
      }
    }
  }

  private static Set<String> of(TreeMap<String, Set<String>> sets, String key) {
    return sets.computeIfAbsent(key, _ -> new TreeSet<>());
  }

  private static String text(Grants.Held it) {
    var grant = it.grant().grant();
    var name = grant.isUnbounded() ? grant.role().name() : grant.id().value();
    var through = it.through();
    return it.principal() + " " + name + (through == null ? "" : " " + through.value());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isWhatTheEventsSayAtAnyTime(long seed) {
    try (var ledger = TestDatabase.create().openWithoutCorrelation()) {
      var random = new Random(seed);
      int step = 0;
      for (var who : PEOPLE) {
        send(ledger, step++, new RegisterPrincipal(who, PrincipalKind.PERSON, Set.of()));
      }
      for (var group : GROUPS) {
        send(ledger, step++, new CreateGroup(group, "of " + group));
      }
      for (; step < STEPS; step++) {
        send(ledger, step, random(random, step));
      }
      var grants = new Grants(ledger.transactions());
      int held = 0;
      for (int second = 0; second <= STEPS; second += 5) {
        var at = AT.plusSeconds(second);
        var said =
            grants.heldAt(Set.copyOf(ROLES), at).stream()
                .map(HeldGrantsPropertiesTest::text)
                .collect(Collectors.toSet());
        assertThat(said).as("seed %d, second %d", seed, second).isEqualTo(folded(at));
        held += said.size();
      }
      assertThat(held).as("something was held").isGreaterThan(STEPS);
    }
  }
}
