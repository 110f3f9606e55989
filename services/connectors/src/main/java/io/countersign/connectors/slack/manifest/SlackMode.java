package io.countersign.connectors.slack.manifest;

/** The ways by which people's answers come in. */
public enum SlackMode {
  /** Slack posts them to an address of ours, signed. */
  HTTP,
  /** They come over a connection that we open. */
  SOCKET
}
