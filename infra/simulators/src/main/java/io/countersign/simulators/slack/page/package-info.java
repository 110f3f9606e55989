/** The page on which a person sees a simulated workspace and acts in it, without scripts. */
@NullMarked
package io.countersign.simulators.slack.page;

import org.jspecify.annotations.NullMarked;
