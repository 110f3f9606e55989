package io.countersign.server.access.grant;

import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.server.access.GrantTexts;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to groups. */
@Component
final class GroupEventTexts implements EventTexts<GroupEvent> {
  @Override
  public Class<GroupEvent> vocabulary() {
    return GroupEvent.class;
  }

  @Override
  public String text(GroupEvent event) {
    var group = "The group " + event.group().name();
    return switch (event) {
      case GroupEvent.GroupCreated e -> group + " was created as " + e.title();
      case GroupEvent.GroupRenamed e -> group + " is called " + e.title();
      case GroupEvent.MemberAdded e -> e.member() + " is a member of " + e.group().name();
      case GroupEvent.MemberRemoved e -> e.member() + " left " + e.group().name();
      case GroupEvent.GroupGrantGiven e -> group + " was granted " + GrantTexts.grant(e.grant());
      case GroupEvent.GroupGrantRevoked e -> group + " lost the grant " + e.grant();
      case GroupEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
