package io.countersign.server.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.grant.GroupCommand.CreateGroup;
import io.countersign.domain.access.grant.GroupCommand.RenameGroup;
import io.countersign.ledger.access.Grants;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Groups of principals, which grants and policy name; for administrators. */
@RestController
@RequestMapping("/api/v1/groups")
class GroupsController {
  private static final int TITLE = 200;

  /**
   * @param name for good: lower-case letters, digits and hyphens
   * @param title what people call it; the name where it's missing
   */
  record NewGroup(@Nullable String name, @Nullable String title) {}

  /** What people call it from now on. */
  record Title(@Nullable String title) {}

  /** A login name, a token's name or an id. */
  record NewMember(@Nullable String principal) {}

  /**
   * A group.
   *
   * @param members the names of them
   */
  record Group(String name, String title, List<String> members) {}

  private final Grants grants;
  private final GrantChanges changes;
  private final CommandSender commands;
  private final PrincipalNames names;

  GroupsController(
      Grants grants, GrantChanges changes, CommandSender commands, PrincipalNames names) {
    this.grants = grants;
    this.changes = changes;
    this.commands = commands;
    this.names = names;
  }

  @GetMapping
  Listed<Group> list() {
    var lookup = names.lookup();
    return new Listed<>(
        grants.groups().stream()
            .map(it -> new Group(it.group().name(), it.title(), named(it.members(), lookup)))
            .toList(),
        null);
  }

  private static List<String> named(List<PrincipalId> members, PrincipalNames.Lookup lookup) {
    return members.stream()
        .map(it -> Objects.requireNonNull(lookup.orId(it.value())))
        .sorted()
        .toList();
  }

  @PostMapping
  CommandSender.Written create(@RequestBody NewGroup body, Origin origin) {
    var name = ParameterParsing.text("name", body.name(), 63);
    var group =
        Objects.requireNonNull(
            ParameterParsing.parameter(
                "/name", name, GroupId::named, "lower-case letters, digits and hyphens"));
    var title = ParameterParsing.word("title", body.title(), TITLE);
    var command = new CreateGroup(group, title == null ? name : title);
    return commands.send(command, origin.context(null));
  }

  @PutMapping("/{name}")
  CommandSender.Written rename(@PathVariable String name, @RequestBody Title body, Origin origin) {
    var title = ParameterParsing.name("title", body.title(), TITLE);
    return commands.send(
        new RenameGroup(GrantsController.group(name), title), origin.context(null));
  }

  @PostMapping("/{name}/members")
  GrantChanges.Outcome add(@PathVariable String name, @RequestBody NewMember body, Origin origin) {
    if (body.principal() == null) {
      throw RefusedException.badRequest("/principal", "is missing");
    }
    var member = GrantsController.principal(body.principal(), names);
    return changes.add(GrantsController.group(name), member, origin);
  }

  @DeleteMapping("/{name}/members/{member}")
  GrantChanges.Outcome remove(
      @PathVariable String name, @PathVariable String member, Origin origin) {
    return changes.remove(
        GrantsController.group(name), GrantsController.principal(member, names), origin);
  }
}
