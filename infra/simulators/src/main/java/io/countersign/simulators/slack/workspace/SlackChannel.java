package io.countersign.simulators.slack.workspace;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A channel with what was said in it. It's touched while its workspace is locked only. */
public final class SlackChannel {
  private final String id;
  private final String name;
  private final String person;
  private final boolean closed;
  private final long created;
  private final Set<String> members = new LinkedHashSet<>();

  /** By their ids, which are their times. */
  private final TreeMap<String, ObjectNode> messages = new TreeMap<>();

  private boolean archived;

  /**
   * @param person whose direct messages it holds; empty in a channel proper
   * @param closed whether it's private
   */
  public SlackChannel(String id, String name, String person, boolean closed, long created) {
    this.id = id;
    this.name = name;
    this.person = person;
    this.closed = closed;
    this.created = created;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public boolean isDirect() {
    return !person.isEmpty();
  }

  public String person() {
    return person;
  }

  public boolean isPrivate() {
    return closed;
  }

  public boolean isArchived() {
    return archived;
  }

  public void archive(boolean now) {
    archived = now;
  }

  public Set<String> members() {
    return members;
  }

  public TreeMap<String, ObjectNode> messages() {
    return messages;
  }

  /** The beginning of the scopes that are about channels of its sort. */
  public String scope() {
    return isDirect() ? "im" : closed ? "groups" : "channels";
  }

  /** As {@code types} of {@code conversations.list} names its sort. */
  public String type() {
    return isDirect() ? "im" : closed ? "private_channel" : "public_channel";
  }

  public ObjectNode json(String viewer) {
    var it = JsonNodeFactory.instance.objectNode();
    it.put("id", id).put("created", created).put("is_archived", archived);
    it.put("is_im", isDirect()).put("is_org_shared", false);
    if (isDirect()) {
      return it.put("user", person).put("is_user_deleted", false).put("priority", 0);
    }
    it.put("name", name).put("name_normalized", name).put("creator", "U0ADMIN001");
    it.put("is_channel", !closed).put("is_group", closed).put("is_mpim", false);
    it.put("is_private", closed).put("is_general", false).put("is_shared", false);
    it.put("is_ext_shared", false).put("is_pending_ext_shared", false).put("unlinked", 0);
    it.put("is_member", members.contains(viewer)).put("updated", created * 1000);
    it.putArray("pending_shared");
    it.putArray("previous_names");
    it.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
    it.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
    return it.put("num_members", members.size());
  }
}
