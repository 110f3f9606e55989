/** The Web API of a workspace. */
@NullMarked
package io.countersign.simulators.slack.api;

import org.jspecify.annotations.NullMarked;
