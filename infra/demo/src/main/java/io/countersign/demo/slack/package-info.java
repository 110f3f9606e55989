/** The demo with a chat: a simulated Slack, in which somebody presses a button. */
@NullMarked
package io.countersign.demo.slack;

import org.jspecify.annotations.NullMarked;
