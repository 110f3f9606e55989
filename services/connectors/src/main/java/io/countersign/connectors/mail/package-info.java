/** Notices by e-mail, through a mail server of one's own. */
@NullMarked
package io.countersign.connectors.mail;

import org.jspecify.annotations.NullMarked;
