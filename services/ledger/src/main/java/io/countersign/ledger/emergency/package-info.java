/** Break-glass, and the reviews that emergencies owe. */
@NullMarked
package io.countersign.ledger.emergency;

import org.jspecify.annotations.NullMarked;
