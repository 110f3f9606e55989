/** The state of a workspace of Slack's, and the rules of what may be shown in it. */
@NullMarked
package io.countersign.simulators.slack.workspace;

import org.jspecify.annotations.NullMarked;
