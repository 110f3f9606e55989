/** The tables of who was told of what, and of who is told next. */
@NullMarked
package io.countersign.ledger.oncall;

import org.jspecify.annotations.NullMarked;
