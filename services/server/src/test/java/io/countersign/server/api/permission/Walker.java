package io.countersign.server.api.permission;

import io.countersign.domain.Actor;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.OpenSession;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.server.TestServer;
import io.countersign.server.access.security.BearerToken;
import io.countersign.server.access.security.PrincipalIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls every endpoint: of one kind, with one role over so much, or none at all.
 *
 * @param role null for none
 */
record Walker(PrincipalKind kind, @Nullable Role role, Held held, String bearer, String name) {
  /** Over how much a walker holds its role. */
  enum Held {
    EVERYWHERE,
    OWN_ENVIRONMENT,
    OWN_TEAM,
    OTHER_TEAM,
    NOWHERE
  }

  static final String TEAM = "walkers";
  static final String ENVIRONMENT = Remediations.CHECKOUT.environment();

  /** All that there may be. */
  static List<Walker> all(TestServer server) {
    var all = new ArrayList<Walker>();
    for (var kind : List.of(PrincipalKind.PERSON, PrincipalKind.SERVICE)) {
      all.add(of(kind, null, Held.NOWHERE, server));
      for (var role : Role.values()) {
        if (RoleRules.allow(kind, Set.of(role))) {
          all.add(of(kind, role, Held.EVERYWHERE, server));
          if (kind == PrincipalKind.PERSON) {
            all.add(of(kind, role, Held.OWN_ENVIRONMENT, server));
          }
          all.add(of(kind, role, Held.OWN_TEAM, server));
          all.add(of(kind, role, Held.OTHER_TEAM, server));
        }
      }
    }
    return all;
  }

  boolean holds(Role which) {
    return role == which;
  }

  static Walker of(PrincipalKind kind, @Nullable Role role, Held held, TestServer server) {
    var request = UUID.randomUUID();
    boolean person = kind == PrincipalKind.PERSON;
    var id = person ? PrincipalIds.person(request) : PrincipalIds.service(request);
    boolean everywhere = role != null && held == Held.EVERYWHERE;
    send(
        server,
        Actor.SYSTEM,
        new RegisterPrincipal(id, kind, everywhere ? Set.of(role) : Set.of()));
    if (role != null && !everywhere) {
      var grant = new Grant(GrantId.of(request), role, scope(held), null, null);
      send(server, Actor.SYSTEM, new GiveGrant(id, grant, null));
    }
    var bearer = person ? session(id, request, server) : token(id, request, server);
    return new Walker(kind, role, held, bearer, id.value());
  }

  private static Scope scope(Held held) {
    return switch (held) {
      case EVERYWHERE, NOWHERE -> throw new IllegalArgumentException("has no bounds: " + held);
      case OWN_ENVIRONMENT -> new Scope(null, ENVIRONMENT, null, null);
      case OWN_TEAM -> new Scope(TEAM, null, null, null);
      case OTHER_TEAM -> new Scope("others", null, null, null);
    };
  }

  private static String session(PrincipalId id, UUID request, TestServer server) {
    var bearer = BearerToken.issue(PrincipalIds.session(request));
    server.bean(SessionSecrets.class).store(bearer.id(), bearer.hash());
    var actor = new Actor(id, PrincipalKind.PERSON);
    send(server, actor, new OpenSession(id, bearer.id(), ""));
    return bearer.reveal();
  }

  private static String token(PrincipalId id, UUID request, TestServer server) {
    var bearer = BearerToken.issue(PrincipalIds.token(request));
    server.bean(TokenSecrets.class).store(bearer.id(), id.value(), bearer.hash());
    send(server, Actor.SYSTEM, new IssueToken(id, bearer.id(), ""));
    return bearer.reveal();
  }

  static void send(TestServer server, Actor actor, Command command) {
    var context =
        new CommandContext(
            UUID.randomUUID(), actor, Instant.now(), Surface.API, null, null, null, Facts.NONE);
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
  }

  @Override
  public String toString() {
    return "a %s with %s %s".formatted(kind, role, held);
  }
}
