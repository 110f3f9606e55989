/** Break-glass, and the reviews that emergencies owe. */
@NullMarked
package io.countersign.server.emergency;

import org.jspecify.annotations.NullMarked;
