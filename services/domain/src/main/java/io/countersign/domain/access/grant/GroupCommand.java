package io.countersign.domain.access.grant;

import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import org.jspecify.annotations.Nullable;

/** A command about one group. */
public sealed interface GroupCommand extends Command {
  GroupId group();

  @Override
  default String target() {
    return group().value();
  }

  /**
   * @param title what people call it
   */
  record CreateGroup(GroupId group, String title) implements GroupCommand {
    public CreateGroup {
      title = TextRedaction.text(title);
    }
  }

  record RenameGroup(GroupId group, String title) implements GroupCommand {
    public RenameGroup {
      title = TextRedaction.text(title);
    }
  }

  /**
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record AddMember(GroupId group, PrincipalId member, @Nullable ConfirmationId confirmation)
      implements GroupCommand {}

  /**
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record RemoveMember(GroupId group, PrincipalId member, @Nullable ConfirmationId confirmation)
      implements GroupCommand {
    /** By one person. */
    public RemoveMember(GroupId group, PrincipalId member) {
      this(group, member, null);
    }
  }

  /**
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record GiveGroupGrant(GroupId group, Grant grant, @Nullable ConfirmationId confirmation)
      implements GroupCommand {}

  /**
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record RevokeGroupGrant(GroupId group, GrantId grant, @Nullable ConfirmationId confirmation)
      implements GroupCommand {
    /** By one person. */
    public RevokeGroupGrant(GroupId group, GrantId grant) {
      this(group, grant, null);
    }
  }
}
