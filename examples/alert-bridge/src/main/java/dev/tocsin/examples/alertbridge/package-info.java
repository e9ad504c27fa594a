/**
 * A host application: reads security reports, keeps ConnectWise tickets true, and shows what became of each event. The
 * commands are thin; what they share is {@link dev.tocsin.examples.alertbridge.Host}.
 */
@NullMarked
package dev.tocsin.examples.alertbridge;

import org.jspecify.annotations.NullMarked;
