/** Remediations that wait for their targets to open: what they are told, shown and woken by. */
@NullMarked
package io.countersign.server.remediation.window;

import org.jspecify.annotations.NullMarked;
