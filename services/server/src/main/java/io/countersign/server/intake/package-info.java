/** Deliveries of any kind: which integration they are for, and what could not be taken. */
@NullMarked
package io.countersign.server.intake;

import org.jspecify.annotations.NullMarked;
