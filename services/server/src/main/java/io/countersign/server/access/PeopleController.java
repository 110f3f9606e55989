package io.countersign.server.access;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.MissingRole;
import io.countersign.server.access.login.OwnPassword;
import io.countersign.server.access.login.PasswordHashing;
import io.countersign.server.access.scope.BoundedRole;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import io.countersign.server.web.source.CallSources;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Persons, for administrators; their own password for everybody. */
@RestController
@RequestMapping("/api/v1/users")
class PeopleController {
  /** A new person. */
  record NewPerson(
      @Nullable String name, @Nullable String password, @Nullable List<@Nullable String> roles) {
    @Override
    public String toString() {
      return "NewPerson[" + name + "]";
    }
  }

  /**
   * A person as it's listed.
   *
   * @param roles held everywhere, and for as long as nobody revokes them
   * @param bounded within bounds or for a time
   */
  record Person(
      String principal, String name, boolean disabled, Set<Role> roles, List<BoundedRole> bounded) {
    static Person of(PersonAccounts.Person it, Instant at) {
      return new Person(
          it.entry().principal().value(),
          it.entry().login(),
          !it.facts().active(),
          new TreeSet<>(it.facts().roles()),
          BoundedRole.of(it.facts(), at));
    }
  }

  /**
   * Who was added.
   *
   * @param secret by which they choose a password, or the first half of it; shown this once
   * @param confirmation that their roles wait for; absent when they have them
   */
  record Added(
      long position,
      String principal,
      String name,
      @Nullable String secret,
      @Nullable String confirmation) {
    @Override
    public String toString() {
      return "Added[" + principal + "]";
    }
  }

  /** Roles to give and to take. */
  record RoleChange(
      @Nullable List<@Nullable String> grant, @Nullable List<@Nullable String> revoke) {}

  /**
   * Where the record then was.
   *
   * @param confirmation that it waits for; absent when it was done
   * @param secret by which they choose another password, or the first half of it; shown this once.
   *     Absent where they keep theirs
   */
  record Changed(long position, @Nullable String confirmation, @Nullable String secret) {
    @Override
    public String toString() {
      return "Changed[" + position + "]";
    }
  }

  /**
   * Where the record then was.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param confirmation that it waits for; absent when it was done
   */
  record Disabled(long position, String outcome, @Nullable String confirmation) {}

  /**
   * A reset.
   *
   * @param secret for its owner, or the first half of it; shown this once
   * @param confirmation that it waits for; absent when it was done
   */
  record Reset(long position, String secret, @Nullable String confirmation) {
    @Override
    public String toString() {
      return "Reset[" + position + "]";
    }
  }

  /** Why. */
  record Reason(@Nullable String reason) {}

  /**
   * A new password.
   *
   * @param current the old one; needed for one's own
   */
  record NewPassword(@Nullable String password, @Nullable String current) {
    @Override
    public String toString() {
      return "NewPassword[]";
    }
  }

  private final PersonAccounts people;
  private final PersonChanges changes;
  private final OwnPassword own;
  private final CallSources sources;

  PeopleController(
      PersonAccounts people, PersonChanges changes, OwnPassword own, CallSources sources) {
    this.people = people;
    this.changes = changes;
    this.own = own;
    this.sources = sources;
  }

  @GetMapping
  Listed<Person> list(Origin origin) {
    return new Listed<>(people.all().stream().map(it -> Person.of(it, origin.at())).toList(), null);
  }

  @PostMapping
  Added add(@RequestBody NewPerson body, Origin origin) {
    var name = ParameterParsing.text("name", body.name(), 64);
    var added = people.add(name, body.password(), RoleNames.read("roles", body.roles()), origin);
    return new Added(
        added.position(), added.person().value(), name, added.secret(), added.confirmation());
  }

  @PostMapping("/{name}/roles")
  Changed roles(@PathVariable String name, @RequestBody RoleChange body, Origin origin) {
    var grant = RoleNames.read("grant", body.grant());
    var revoke = RoleNames.read("revoke", body.revoke());
    var changed = changes.change(people.byLogin(name), grant, revoke, origin);
    return new Changed(changed.position(), changed.confirmation(), changed.secret());
  }

  @PostMapping("/{name}/reset")
  Reset reset(@PathVariable String name, Origin origin) {
    var reset = changes.reset(people.byLogin(name), origin);
    return new Reset(reset.position(), String.valueOf(reset.secret()), reset.confirmation());
  }

  @PostMapping("/{name}/disable")
  Disabled disable(@PathVariable String name, @RequestBody Reason body, Origin origin) {
    var reason = ParameterParsing.optional("reason", body.reason(), 1000);
    var disabled = changes.disable(people.byLogin(name), reason, origin);
    return new Disabled(disabled.position(), disabled.outcome(), disabled.confirmation());
  }

  /** One's own for everybody; another's while there is nobody yet who could confirm a reset. */
  @PostMapping("/{name}/password")
  CommandSender.Written password(
      @PathVariable String name,
      @RequestBody NewPassword body,
      @Parameter(hidden = true) HttpServletRequest request,
      Origin origin) {
    var me = people.own(name, origin.caller().id());
    if (me.isEmpty() && !origin.caller().has(Role.ADMINISTRATOR)) {
      throw new RefusedException(
          RefusalCode.FORBIDDEN,
          MissingRole.text(Set.of(Role.ADMINISTRATOR), origin.caller().bounded()));
    }
    var password = PasswordHashing.checked(body.password());
    if (me.isEmpty()) {
      return changes.changePassword(people.byLogin(name), password, origin);
    }
    var current = ParameterParsing.text("current", body.current(), 1024);
    return own.change(me.get(), current, password, sources.of(request), origin);
  }
}
