package io.countersign.simulators.slack;

import io.countersign.simulators.http.FaultScript;
import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.http.SimulatorServer;
import io.countersign.simulators.slack.api.WebApi;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackToken;
import io.countersign.simulators.slack.workspace.SlackUser;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack on loopback: one workspace, one app, whatever people it's told. Its state is gone with it.
 */
public final class SlackSim implements AutoCloseable {
  private static final int MOST_CALLS = 1_000;

  private final SlackWorkspace workspace;
  private final Sockets sockets = new Sockets();
  private final Deliveries deliveries;
  private final SlackPeople people;
  private final WebApi api;
  private final AnswerAddresses answers;
  private volatile Function<SimulatedRequest, SimulatedAnswer> page =
      _ -> SimulatedAnswer.empty(404);
  private final ArrayDeque<SimulatedRequest> calls = new ArrayDeque<>();
  private final SimulatorServer server;

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   * @param app as it's set up
   * @param clock for messages' ids, signatures, and how long triggers and addresses are good
   */
  public SlackSim(int port, SlackApp app, InstantSource clock) {
    workspace = new SlackWorkspace(clock);
    deliveries = new Deliveries(app, sockets, clock);
    people = new SlackPeople(workspace, deliveries, () -> address() + "/answers/");
    api = new WebApi(workspace, sockets::newAddress);
    answers = new AnswerAddresses(workspace);
    server = new SimulatorServer(port, this::answer);
  }

  private SimulatedAnswer answer(SimulatedRequest request) {
    if (request.path().startsWith("/api/")) {
      asked(request);
      return api.answer(request);
    }
    return request.path().startsWith("/answers/") ? answers.take(request) : page.apply(request);
  }

  private void asked(SimulatedRequest request) {
    synchronized (calls) {
      calls.addLast(request);
      if (calls.size() > MOST_CALLS) {
        calls.removeFirst();
      }
    }
  }

  /** The calls of methods that reached it, in order; the last thousand of them. */
  public List<SimulatedRequest> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Its address, without a slash at the end; the page for people. */
  public URI address() {
    return server.address();
  }

  /** What the methods' names are appended to. */
  public String apiUrl() {
    return address() + "/api/";
  }

  public FaultScript faults() {
    return server.faults();
  }

  /** What is answered to whoever opens it in a browser. */
  public SlackSim page(Function<SimulatedRequest, SimulatedAnswer> shown) {
    page = shown;
    return this;
  }

  /** Everybody in the workspace. */
  public List<SlackUser> users() {
    synchronized (workspace) {
      return List.copyOf(workspace.users().values());
    }
  }

  /** What somebody is called; their id where nobody knows. */
  public String nameOf(String user) {
    synchronized (workspace) {
      var found = workspace.users().get(user);
      return found == null ? user : found.name();
    }
  }

  /** The channels that somebody is in. */
  public List<SlackChannel> channelsOf(String user) {
    synchronized (workspace) {
      return workspace.channels().values().stream()
          .filter(it -> it.members().contains(user))
          .toList();
    }
  }

  /** What people do. */
  public SlackPeople people() {
    return people;
  }

  /** The app is set up in another way. */
  public SlackSim setUp(SlackApp app) {
    deliveries.setUp(app);
    return this;
  }

  /** A token is good from now on, for these scopes; or is refused. */
  public SlackSim token(SlackToken token) {
    return with(() -> workspace.tokens().put(token.value(), token));
  }

  /** Somebody is in the workspace, or is somebody else than they were. */
  public SlackSim user(SlackUser user) {
    return with(() -> workspace.users().put(user.id(), user));
  }

  /** A full member of the workspace. */
  public SlackSim member(String id, String name, String email) {
    return user(new SlackUser(id, SlackWorkspace.TEAM, name, email, SlackUser.Kind.FULL));
  }

  /**
   * A channel with the app in it, and everybody who is there already.
   *
   * @return its id
   */
  public String channel(String name, boolean closed) {
    synchronized (workspace) {
      var made = workspace.newChannel(name, closed);
      made.members().addAll(workspace.users().keySet());
      return made.id();
    }
  }

  /** Somebody archives a channel, or brings it back. */
  public SlackSim archive(String channel, boolean now) {
    return with(() -> workspace.channel(channel).archive(now));
  }

  /** Somebody throws the app out of a channel, or takes it in; nobody is told. */
  public SlackSim appIn(String channel, boolean now) {
    return with(
        () -> {
          var members = workspace.channel(channel).members();
          if (now) {
            members.add(SlackApp.BOT_USER);
          } else {
            members.remove(SlackApp.BOT_USER);
          }
        });
  }

  /** Somebody removes a message. */
  public SlackSim remove(String channel, String ts) {
    return with(() -> workspace.channel(channel).messages().remove(ts));
  }

  /** From now on a channel takes one message a second. */
  public SlackSim limitPosts(boolean now) {
    synchronized (workspace) {
      workspace.limitPosts(now);
    }
    return this;
  }

  /** The workspace belongs to an enterprise. */
  public SlackSim enterprise(String id) {
    synchronized (workspace) {
      workspace.enterprise(id);
    }
    return this;
  }

  /** A trigger of somebody's, as a press would give one. */
  public String trigger(String user) {
    synchronized (workspace) {
      return workspace.trigger(user);
    }
  }

  /** An address that takes answers, as a command would give one. */
  public String answerAddress(String user, String channel) {
    synchronized (workspace) {
      var where = workspace.channel(channel).id();
      return address() + "/answers/" + workspace.answerPath("commands", where, user, "");
    }
  }

  /** The messages of a channel or, by a person's id, of what the app writes to them alone. */
  public List<ObjectNode> messages(String channel) {
    synchronized (workspace) {
      var where =
          workspace.users().containsKey(channel)
              ? workspace.direct(channel)
              : workspace.channel(channel);
      return where.messages().values().stream().map(ObjectNode::deepCopy).toList();
    }
  }

  /** What only this person sees, the oldest first. */
  public List<ObjectNode> whispers(String user) {
    synchronized (workspace) {
      var found = new ArrayList<ObjectNode>();
      for (var it : workspace.ephemerals()) {
        if (it.user().equals(user)) {
          found.add(it.message().deepCopy().put("channel", it.channel()));
        }
      }
      return found;
    }
  }

  /** All that was sent to the app. */
  public List<SlackDelivery> deliveries() {
    return deliveries.all();
  }

  /** Sends something once more, as it was. */
  public SlackDelivery again(SlackDelivery sent) {
    return deliveries.again(sent);
  }

  /** How many connections of its own the app has. */
  public int connections() {
    return sockets.connected();
  }

  /** Ends the app's own connections, after a word or without one. */
  public void disconnect(boolean politely) {
    if (politely) {
      sockets.refresh();
    } else {
      sockets.cut();
    }
  }

  private SlackSim with(Runnable change) {
    synchronized (workspace) {
      change.run();
    }
    return this;
  }

  @Override
  public void close() {
    server.close();
    sockets.close();
  }
}
