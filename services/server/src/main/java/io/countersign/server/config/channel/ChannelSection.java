package io.countersign.server.config.channel;

import io.countersign.connectors.settings.Nearest;
import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.conversation.ChannelRoute;
import io.countersign.domain.conversation.ChannelRoutes;
import java.util.ArrayList;
import java.util.Set;

/**
 * The file's section {@code channels}: a list of rules, of which the first that fits an incident
 * says in which channel of which chat it's told.
 */
public final class ChannelSection {
  private static final int LONGEST = 80;

  private ChannelSection() {}

  /**
   * @param top of the file
   * @param conversations the names of the chats that it configures
   */
  public static ChannelRoutes read(SettingsReader top, Set<String> conversations) {
    var rules = new ArrayList<ChannelRoute>();
    boolean complete = false;
    for (var settings : top.items("channels")) {
      var rule = rule(settings, conversations);
      if (complete) {
        settings.problem("channel", "is never used: an earlier rule takes every incident");
      }
      complete |= rule.isDefault();
      rules.add(rule);
    }
    return new ChannelRoutes(rules);
  }

  private static ChannelRoute rule(SettingsReader settings, Set<String> conversations) {
    var rule =
        new ChannelRoute(
            settings.optional("team", SettingForm.text(), "owner of something of it, by catalogue"),
            settings.optional("service", SettingForm.text(), "name of something that it's about"),
            settings.optional(
                "environment", SettingForm.entityPart(), "of something that it's about"),
            settings.optional("severity", SettingForm.word(Severity.class), "this or worse"),
            settings.required("connection", "the name of one of conversations"),
            settings.required(
                "channel", "the chat's own id of the channel, which outlives its name; or that"));
    if (!rule.connection().isEmpty() && !conversations.contains(rule.connection())) {
      settings.problem(
          "connection", "names no conversation" + Nearest.hint(rule.connection(), conversations));
    }
    if (rule.channel().length() > LONGEST || rule.channel().startsWith("@")) {
      settings.problem("channel", "must be a channel's id or name, at most 80 characters");
    }
    return rule;
  }
}
