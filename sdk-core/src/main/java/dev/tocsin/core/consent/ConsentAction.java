package dev.tocsin.core.consent;

/** What an entry of the ledger says. */
public enum ConsentAction {
    /** The person agreed to a text. */
    OPT_IN,
    /** Whoever has the number wants messages again that they ended before; makes no consent that was not there. */
    RESUBSCRIBE,
    /** The person, or whoever has the number, wants no more messages. */
    OPT_OUT,
    /** Consent ended without anybody's wish: the person has the number no more, or the number has another owner. */
    VOIDED,
    /** The provider of messages refuses the number because its owner opted out there (Twilio 21610, Telnyx 40300). */
    PROVIDER_BLOCK,
    /** We asked the person whether messages are wanted; a YES within a day answers it. */
    ASKED,
    /** The one confirmation of an opt-out was sent. */
    CONFIRMED,
    /** A message was taken for an opt-out by the safe side; a person shall read it. */
    REVIEW,
    /** A person read it. Changes nothing: only the person concerned can opt in again. */
    REVIEWED
}
