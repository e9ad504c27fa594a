package dev.tocsin.core.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.tocsin.core.people.PhoneReading.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads phone numbers as people write them, with the region of a company: what has no country code is a number of that region.
 * Whatever the length and form say, a number counts only if the numbering plan has it
 * ({@code PhoneNumberUtil.isValidNumber}). Immutable and thread-safe.
 */
public final class PhoneBook {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final String PLUS = "+\uFF0B";
    private static final int MAX_LENGTH = 100;
    private static final int MAX_EXTENSION = 20;
    /** A label before the number, as in "Mobil: 0171 …" or "tel:+49…". */
    private static final Pattern LABEL = Pattern.compile("^\\p{L}[\\p{L} .()/-]{0,30}:\\s*");
    /** What is said of a line on which nobody is heard, unless it is said to be a telephone's as well, as in "Tel/Fax". */
    private static final Pattern NO_VOICE =
            Pattern.compile("(?iU)(?<!\\p{L})(?:(?:tele|t\u00E9l[e\u00E9])?fax|telefaks|faks|pager|beeper)(?!\\p{L})");

    private static final Pattern VOICE = Pattern.compile(
            "(?iU)(?<!\\p{L})(?:tel|telefon|telephone|t\u00E9l\u00E9phone|phone|fon|mobil|mobile|cell)(?!\\p{L})");

    /** Words by which people announce an extension; libphonenumber knows them all. */
    private static final Pattern EXTENSION_WORD = Pattern.compile(
            "(?i)(?<!\\p{L})(?:e?xt(?:ensi(?:o\\u0301?|\\u00F3))?n?|x|anexo|int|\\u0434\\u043E\\u0431)(?!\\p{L})");

    private static final Pattern SECOND_NUMBER = Pattern.compile("(?i)[\\\\/] *x");

    private final @Nullable String region;

    private PhoneBook(@Nullable String region) {
        this.region = region;
    }

    /**
     * A book for a company.
     *
     * @param region the two letters of ISO 3166-1, in either case, such as {@code DE}
     * @throws IllegalArgumentException if there is no numbering plan of that region
     */
    public static PhoneBook of(String region) {
        String upper = region.strip().toUpperCase(Locale.ROOT);
        if (!PLANS.getSupportedRegions().contains(upper)) {
            throw new IllegalArgumentException(
                    "region: '" + region + "' is not legal; two letters of ISO 3166-1 are, such as DE, GB or US");
        }
        return new PhoneBook(upper);
    }

    /** A book for where no region is known: only numbers that begin with a plus sign can be read. */
    public static PhoneBook international() {
        return new PhoneBook(null);
    }

    /** The region whose numbers need no country code; empty if there is none. */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /**
     * Reads one text.
     *
     * @param text the number as somebody wrote it; null is as blank
     * @param place where it stands, for the report, such as {@code phones[1]}
     */
    public PhoneReading read(@Nullable String text, String place) {
        if (text == null || text.isBlank()) {
            return unread(place, Reason.BLANK, "is empty; a phone number such as +49 151 23456789 is legal");
        }
        if (text.length() > MAX_LENGTH) {
            return unread(
                    place,
                    Reason.TOO_LONG,
                    "has " + text.length() + " characters; at most " + MAX_LENGTH + " are legal");
        }
        Matcher label = LABEL.matcher(text.strip());
        if (label.find()
                && NO_VOICE.matcher(label.group()).find()
                && !VOICE.matcher(label.group()).find()) {
            return unread(
                    place,
                    Reason.KIND_NOT_USABLE,
                    "is labelled as a fax or pager; a phone on which somebody can be heard is legal");
        }
        String bare = label.replaceFirst("");
        // The library would dial letters as a keypad has them, skip words before the first digit, and read what stands
        // before a
        // second number as if that were all.
        if (EXTENSION_WORD.matcher(bare).replaceAll("").chars().anyMatch(Character::isLetter)
                || SECOND_NUMBER.matcher(bare).find()) {
            return unread(
                    place,
                    Reason.NOT_A_NUMBER,
                    "is not one phone number alone; one is legal, with its extension if it has one");
        }
        Phonenumber.PhoneNumber parsed;
        try {
            parsed = PLANS.parse(bare, region);
        } catch (NumberParseException e) {
            boolean noPlus = region == null && PLUS.indexOf(bare.stripLeading().charAt(0)) < 0;
            return noPlus && e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE
                    ? unread(
                            place,
                            Reason.NO_REGION,
                            "has no country code, and no region is known; '+' and the country code are needed")
                    : refused(place, e.getErrorType());
        }
        return valid(parsed, place);
    }

    /** Reads a number again by today's numbering plans: numbers are withdrawn, and kinds change. */
    public static PhoneReading check(PhoneNumber number, String place) {
        try {
            return valid(PLANS.parse(number.e164(), null), place);
        } catch (NumberParseException e) {
            return refused(place, e.getErrorType());
        }
    }

    /**
     * Reads the phones of a directory's user: the mobile phone first, then the business phones, then those that the user signs
     * in with. A number that stands twice is taken once, from its first place; what is not filled in is no fault.
     */
    public PhoneList read(DirectoryUser user) {
        List<Phone> phones = new ArrayList<>();
        List<PhoneReading.Unread> unread = new ArrayList<>();
        take(user.mobilePhone(), "mobilePhone", phones, unread);
        for (int i = 0; i < user.businessPhones().size(); i++) {
            take(user.businessPhones().get(i), "businessPhones[" + i + "]", phones, unread);
        }
        for (int i = 0; i < user.authenticationPhones().size(); i++) {
            take(user.authenticationPhones().get(i), "authenticationPhones[" + i + "]", phones, unread);
        }
        return new PhoneList(phones, unread);
    }

    private void take(@Nullable String text, String place, List<Phone> phones, List<PhoneReading.Unread> unread) {
        PhoneReading reading = read(text, place);
        if (reading instanceof PhoneReading.Read read) {
            if (phones.stream().noneMatch(read.phone()::isSameAs)) {
                phones.add(read.phone());
            }
        } else if (reading instanceof PhoneReading.Unread fault && fault.reason() != Reason.BLANK) {
            unread.add(fault);
        }
    }

    private static PhoneReading valid(Phonenumber.PhoneNumber parsed, String place) {
        if (!PLANS.isValidNumber(parsed)) {
            return invalid(parsed, place);
        }
        String extension = parsed.hasExtension() && !parsed.getExtension().isEmpty() ? parsed.getExtension() : null;
        if (extension != null && extension.length() > MAX_EXTENSION) {
            return unread(place, Reason.TOO_LONG, "has an extension of more than " + MAX_EXTENSION + " digits");
        }
        PhoneKind kind = kind(PLANS.getNumberType(parsed));
        if (!kind.isUsable()) {
            return unread(
                    place,
                    Reason.KIND_NOT_USABLE,
                    "is " + kind.description()
                            + "; a mobile phone or a line that costs the caller nothing extra is legal");
        }
        String e164 = PLANS.format(parsed, PhoneNumberFormat.E164);
        if (!PhoneNumber.isOfForm(e164)) {
            // Some plans have numbers longer than E.164 allows, which nobody can dial from elsewhere.
            return unread(place, Reason.TOO_MANY_DIGITS, "has more than 15 digits with its country code");
        }
        return new PhoneReading.Read(place, new Phone(new PhoneNumber(e164), kind, extension));
    }

    private static PhoneReading invalid(Phonenumber.PhoneNumber parsed, String place) {
        String country = "country code +" + parsed.getCountryCode();
        return switch (PLANS.isPossibleNumberWithReason(parsed)) {
            case TOO_SHORT -> unread(place, Reason.TOO_SHORT, "has too few digits for " + country);
            case TOO_LONG -> unread(place, Reason.TOO_MANY_DIGITS, "has too many digits for " + country);
            case INVALID_COUNTRY_CODE -> refused(place, NumberParseException.ErrorType.INVALID_COUNTRY_CODE);
            case IS_POSSIBLE_LOCAL_ONLY ->
                unread(
                        place,
                        Reason.TOO_SHORT,
                        "lacks its area code, without which it cannot be dialled from elsewhere");
            case IS_POSSIBLE, INVALID_LENGTH ->
                unread(place, Reason.NOT_ASSIGNED, "is not a number that is given out in " + country);
        };
    }

    private static PhoneReading refused(String place, NumberParseException.ErrorType why) {
        return switch (why) {
            case INVALID_COUNTRY_CODE ->
                unread(
                        place,
                        Reason.UNKNOWN_COUNTRY_CODE,
                        "has no country code that exists; '+' and the country code are legal, or a number of the company's region");
            case NOT_A_NUMBER ->
                unread(place, Reason.NOT_A_NUMBER, "is not one phone number; one is legal, such as +49 151 23456789");
            case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> unread(place, Reason.TOO_SHORT, "has too few digits");
            case TOO_LONG -> unread(place, Reason.TOO_MANY_DIGITS, "has too many digits");
        };
    }

    private static PhoneReading.Unread unread(String place, Reason reason, String message) {
        return new PhoneReading.Unread(place, reason, message);
    }

    private static PhoneKind kind(PhoneNumberUtil.PhoneNumberType type) {
        return switch (type) {
            case MOBILE -> PhoneKind.MOBILE;
            case FIXED_LINE -> PhoneKind.FIXED_LINE;
            case FIXED_LINE_OR_MOBILE -> PhoneKind.FIXED_LINE_OR_MOBILE;
            case TOLL_FREE -> PhoneKind.TOLL_FREE;
            case PREMIUM_RATE -> PhoneKind.PREMIUM_RATE;
            case SHARED_COST -> PhoneKind.SHARED_COST;
            case VOIP -> PhoneKind.VOIP;
            case PERSONAL_NUMBER -> PhoneKind.PERSONAL;
            case PAGER -> PhoneKind.PAGER;
            case UAN -> PhoneKind.COMPANY_WIDE;
            case VOICEMAIL -> PhoneKind.VOICEMAIL;
            case UNKNOWN -> PhoneKind.UNKNOWN;
        };
    }
}
