package io.countersign.server.access;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
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

  /** A person as it's listed. */
  record Person(String principal, String name, boolean disabled, Set<Role> roles) {
    static Person of(PersonAccounts.Person it) {
      return new Person(
          it.entry().principal().value(),
          it.entry().login(),
          !it.facts().active(),
          new TreeSet<>(it.facts().roles()));
    }
  }

  /** Who was added. */
  record Added(long position, String principal, String name) {}

  /** Roles to give and to take. */
  record RoleChange(
      @Nullable List<@Nullable String> grant, @Nullable List<@Nullable String> revoke) {}

  /** Where the record then was. */
  record Changed(long position) {}

  /** Why. */
  record Reason(@Nullable String reason) {}

  /** A new password. */
  record NewPassword(@Nullable String password) {
    @Override
    public String toString() {
      return "NewPassword[]";
    }
  }

  private final PersonAccounts people;

  PeopleController(PersonAccounts people) {
    this.people = people;
  }

  @GetMapping
  Listed<Person> list() {
    return new Listed<>(people.all().stream().map(Person::of).toList(), null);
  }

  @PostMapping
  Added add(@RequestBody NewPerson body, Origin origin) {
    var name = ParameterParsing.text("name", body.name(), 64);
    var password = PasswordHashing.checked(body.password());
    var written = people.add(name, password, RoleNames.read("roles", body.roles()), origin);
    return new Added(written.position(), people.byLogin(name).value(), name);
  }

  @PostMapping("/{name}/roles")
  Changed roles(@PathVariable String name, @RequestBody RoleChange body, Origin origin) {
    var grant = RoleNames.read("grant", body.grant());
    var revoke = RoleNames.read("revoke", body.revoke());
    return new Changed(people.change(people.byLogin(name), grant, revoke, origin));
  }

  @PostMapping("/{name}/disable")
  CommandSender.Written disable(
      @PathVariable String name, @RequestBody Reason body, Origin origin) {
    var reason = ParameterParsing.optional("reason", body.reason(), 1000);
    return people.disable(people.byLogin(name), reason, origin);
  }

  @PostMapping("/{name}/password")
  CommandSender.Written password(
      @PathVariable String name, @RequestBody NewPassword body, Origin origin) {
    var caller = origin.caller();
    if (!caller.has(Role.ADMINISTRATOR) && !isOwn(name, origin)) {
      throw new RefusedException(RefusalCode.FORBIDDEN);
    }
    return people.changePassword(
        people.byLogin(name), PasswordHashing.checked(body.password()), origin);
  }

  /** Asked before anything that would tell whether somebody exists. */
  private boolean isOwn(String name, Origin origin) {
    try {
      return people.byLogin(name).equals(origin.caller().id());
    } catch (RefusedException _) {
      return false;
    }
  }
}
