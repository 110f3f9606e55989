package io.countersign.witness.http;

import io.countersign.witness.protocol.WitnessAnswer;

/** A status with its text. */
record WitnessReply(int status, String type, String body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  static WitnessReply text(int status, String body) {
    return new WitnessReply(status, TEXT, body);
  }

  static WitnessReply reason(int status, String reason) {
    return text(status, reason + "\n");
  }

  static WitnessReply of(WitnessAnswer answer) {
    return switch (answer) {
      case WitnessAnswer.Cosigned(var lines) -> text(200, lines);
      case WitnessAnswer.Malformed(var why) -> reason(400, why);
      case WitnessAnswer.Unsigned(var why) -> reason(403, why);
      case WitnessAnswer.UnknownLog() -> reason(404, "this witness wasn't told of this log");
      case WitnessAnswer.OtherSize(var size) -> new WitnessReply(409, SIZE, size + "\n");
      case WitnessAnswer.OtherRoot() ->
          reason(409, "a tree of this size with another root was cosigned before");
      case WitnessAnswer.Unproved(var why) -> reason(422, why);
      case WitnessAnswer.Unavailable(var why) -> reason(503, why);
    };
  }
}
