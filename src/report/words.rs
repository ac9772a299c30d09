//! The words of reports, in both languages: a language that lacks one does not compile.

use crate::equity::Language;
use crate::model::{CalendarDay, DayOfYear, DeliveryMode, Interval, Mode, Outcome, RequestStatus, Standing, Supply};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $fr:literal;)+) => {
        /// What is said in every report alike. `{}` is filled in.
        #[derive(Debug)]
        pub struct Words {
            $($(#[$doc])* pub $name: &'static str,)+
        }

        static ENGLISH: Words = Words { $($name: $en,)+ };
        static FRENCH: Words = Words { $($name: $fr,)+ };
    };
}

/// The words of a language.
pub fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
    }
}

words! {
    page: "Page ", "Page ";
    of_pages: " of ", " sur ";
    colon: ": ", "\u{a0}: ";
    brief_of: "Access to addictions care: {}", "Accès aux soins en dépendances\u{a0}: {}";
    meeting: "Access to addictions care in the {}", "Accès aux soins en dépendances\u{a0}: {}";
    meeting_package: "Package for a meeting", "Dossier de réunion";
    records_as_of: "Records as of {}", "Données en date du {}";
    facts_digest: "facts {}", "faits {}";
    text_digest: "definition {}", "définition {}";

    about_place: "About this place", "À propos de cette collectivité";
    own_name: "Own name", "Nom traditionnel";
    former_name: "Former name", "Ancien nom";
    people: "People", "Personnes";
    region: "Region", "Région";
    health_region: "Health region", "Région de santé";
    authority: "Health authority", "Administration de santé";
    governance: "Community government", "Administration communautaire";
    includes: "Includes", "Comprend";
    languages: "Indigenous languages", "Langues autochtones";
    governments: "Indigenous governments", "Gouvernements autochtones";
    facility: "Health facility", "Établissement de santé";
    not_published: "not published", "non publié";
    withheld: "withheld: so few that people could be recognised", "non publié\u{a0}: si peu nombreuses qu’on pourrait les reconnaître";
    counted_with: "counted with {}", "comptées avec {}";

    getting_there: "How one gets there", "Comment s’y rendre";
    all_year: "all year", "toute l’année";
    dates_unknown: "opening dates not published", "dates d’ouverture non publiées";
    opens_only: "from {}, closing date not published", "à partir du {}, date de fermeture non publiée";
    closes_only: "until {}, opening date not published", "jusqu’au {}, date d’ouverture non publiée";
    departures: "{} departures a week", "{} départs par semaine";
    departures_unknown: "departures not published", "départs non publiés";
    by_straight_lines: "This package has no travel network: times are over straight lines.",
        "Ces données n’ont pas de réseau de transport\u{a0}: les temps sont à vol d’oiseau.";
    no_links: "No road, flight or boat to this place is on record.", "Aucune route, aucun vol ni bateau vers cette collectivité n’est consigné.";

    what_people_reach: "What people here can reach", "Ce que les gens d’ici peuvent obtenir";
    outcomes_caption: "Each kind of help that the definition asks for: the outcome {}, the days of a year, and why",
        "Chaque type d’aide que la définition demande\u{a0}: le résultat {}, les jours de l’année, et pourquoi";
    kind_of_help: "Kind of help", "Type d’aide";
    outcome: "Outcome", "Résultat";
    days_a_year: "Days a year", "Jours par an";
    why: "Why", "Pourquoi";
    between: "between {} and {}", "entre {} et {}";
    no_standards: "The definition asks for nothing that concerns this place.", "La définition ne demande rien qui concerne cette collectivité.";

    way_to_nearest: "The way to the nearest service", "Le trajet vers le service le plus proche";
    way_caption: "The nearest service that people would travel to, and how, with the days of a year on which one goes so",
        "Le service le plus proche où l’on se rendrait, et comment, avec les jours de l’année où l’on y va ainsi";
    nearest: "Nearest service", "Service le plus proche";
    time: "Time", "Temps";
    how: "How", "Comment";
    here: "in the community", "dans la collectivité";
    no_way: "no way known", "aucun trajet connu";
    reach_unknown: "not known whether one gets there", "on ne sait pas si l’on peut s’y rendre";
    only_by_charter: "only by charter, which the definition does not count", "seulement par vol nolisé, ce que la définition ne compte pas";
    nothing_to_reach: "No service with a published place", "Aucun service dont le lieu est publié";
    then: ", then ", ", puis ";
    means_on_days: "{} ({}\u{a0}days)", "{} ({}\u{a0}jours)";
    otherwise: "otherwise", "autrement";
    local_way: "local roads", "chemins locaux";

    way_through_care: "The way through care", "Le parcours de soins";

    asked_for: "What was asked for", "Ce qui a été demandé";
    asked_note: "Requests that the reader of this report may see, for kinds of help in this definition.",
        "Demandes que le lecteur de ce rapport peut voir, pour des types d’aide de cette définition.";
    nothing_asked: "No request for this place may be shown here. Others may have asked without it being on record.",
        "Aucune demande pour cette collectivité ne peut être montrée ici. D’autres ont pu demander sans que ce soit consigné.";
    further_requests: "and {} further, on the map", "et {} de plus, sur la carte";
    undated: "undated", "sans date";

    what_would_help: "What would help", "Ce qui aiderait";
    would_meet: "By this definition, a kind of help that is not surely met would be met in one of these ways:",
        "Selon cette définition, un type d’aide qui n’est pas sûrement atteint le serait de l’une de ces façons\u{a0}:";
    all_met: "By this definition, every kind of help is surely within reach.", "Selon cette définition, chaque type d’aide est sûrement à portée.";
    or: "; or ", "\u{a0}; ou ";

    not_known: "What is not known", "Ce qu’on ne sait pas";
    not_known_note: "Nobody has published it, and the outcome hangs on it. It counts neither as met nor as not met.",
        "Personne ne l’a publié, et le résultat en dépend. Cela ne compte ni comme atteint ni comme non atteint.";
    see_not_known: "Nobody can tell: see what is not known.", "Personne ne peut trancher\u{a0}: voir ce qu’on ne sait pas.";
    nothing_open: "No outcome here hangs on a fact that nobody has published.", "Aucun résultat ne dépend ici d’un fait que personne n’a publié.";

    how_measured: "How this is measured", "Comment c’est mesuré";
    definition: "Definition", "Définition";
    version: "version {}", "version {}";
    standing: "Standing", "Statut";
    when: "When", "Quand";
    supply: "Services counted", "Services comptés";
    as_of: "Records as of", "Données en date du";
    travel_counted: "Travel counted", "Trajets comptés";
    travel_only: "time moving and boarding", "temps de déplacement et d’embarquement";
    journey: "time moving, boarding and waiting for the next departure", "temps de déplacement, d’embarquement et d’attente du prochain départ";
    whole_year: "over the whole year", "sur toute l’année";
    on_day: "on {}", "le {}";
    in_season: "in the season “{}”", "pendant la saison «\u{a0}{}\u{a0}»";
    facts_made_on: "Facts put together on", "Faits réunis le";
    same_again: "Asked again with data={} the same report is made.", "Redemandé avec data={}, le même rapport est produit.";

    sources: "Sources", "Sources";
    further_sources: "and {} further, on the map", "et {} de plus, sur la carte";
    credit: "Credit", "Mentions";
    untranslated: "Names of services and sources stand as they are published.", "Les noms des services et des sources sont donnés tels que publiés.";

    the_question: "The question", "La question";
    kinds_asked: "Kinds of help", "Types d’aide";
    all_kinds: "all of the definition", "tous ceux de la définition";
    in_package: "In this package", "Dans ce dossier";
    contents_maps: "where each kind of help is met, where it is not, and where nobody can tell.", "où chaque type d’aide est atteint, où il ne l’est pas, et où l’on ne peut trancher.";
    contents_matrix: "{} places beside {} kinds of help, with the days of a year.", "{} collectivités et {} types d’aide, avec les jours de l’année.";
    contents_ranking: "{} options. With these weights “{}” comes first; it does so in {} of drawn weightings and readings of the unknown.",
        "{} options. Avec ces poids, «\u{a0}{}\u{a0}» vient en tête; c’est le cas dans {} des pondérations et lectures de l’inconnu tirées au sort.";
    contents_scenario: "What if", "Et si";
    contents_definition: "what each kind of help asks for. Choices still to be made: {}.", "ce que chaque type d’aide demande. Choix encore à faire\u{a0}: {}.";
    contents_method: "how it is worked out, and on which records it rests.", "comment c’est calculé, et sur quelles données cela repose.";
    contents_sources: "Method, credit, sources", "Méthode, mentions, sources";
    in_short: "In short", "En bref";
    in_short_caption: "Places and people by outcome, {}", "Collectivités et personnes par résultat, {}";
    places_met: "Places: met", "Collect.\u{a0}: atteint";
    places_partly: "partly", "en partie";
    places_unmet: "not met", "non atteint";
    places_unknown: "unknown", "inconnu";
    people_met: "People: met", "Pers.\u{a0}: atteint";
    people_withheld: "–", "–";
    withheld_note: "A dash stands for a number that is withheld because so few people could be recognised. The people of a place that is part of another are counted there.",
        "Un tiret remplace un nombre non publié, car si petit qu’on pourrait reconnaître quelqu’un. La population d’une collectivité qui fait partie d’une autre est comptée avec cette dernière.";

    the_map: "The map", "La carte";
    maps: "The maps", "Les cartes";
    map_caption: "{}, {}", "{}, {}";
    map_alt: "Map of the {}: {}, {}. {}.", "Carte\u{a0}: {}. {}, {}. {}.";
    names_caption: "The communities", "Les collectivités";
    names_alt: "Map of the {} with the names of its {} communities. The matrix lists them all.",
        "Carte\u{a0}: {}, avec les noms de ses {} collectivités. La matrice les énumère toutes.";
    place_alt: "Map of the {}: {} lies in the region {}.", "Carte\u{a0}: {}. {} se trouve dans la région {}.";
    place_alt_no_region: "Map of the {} with the place of {}.", "Carte\u{a0}: {}, avec l’emplacement de {}.";
    same_in_words: "The same in words", "La même chose en mots";
    kilometres: "{} km", "{} km";

    matrix: "Communities by kinds of help", "Collectivités par types d’aide";
    matrix_caption: "The outcome {}, and the days of a year on which it is surely met",
        "Le résultat {}, et les jours de l’année où c’est sûrement atteint";
    matrix_key: "{} met · {} partly met · {} not met · ? unknown, the records do not say enough to tell. The number: days of 365 on which it is surely met.",
        "{} atteint · {} atteint en partie · {} non atteint · ? inconnu, les données n’en disent pas assez. Le nombre\u{a0}: les jours sur 365 où c’est sûrement atteint.";
    place: "Place", "Collectivité";
    letter_met: "M", "A";
    letter_partly: "P", "P";
    letter_unmet: "N", "N";
    does_not_apply: "–", "–";

    ranking: "Where next: what could be done, in order", "Et ensuite\u{a0}: ce qui pourrait être fait, en ordre";
    ranking_note: "Open requests, for each gap the least that would close it, and referral positions where the way through care lacks a referral, in order of a weighted sum of the criteria below. The order is a place to begin to talk, not a decision: other weights give another order, and what is not known may move a rank.",
        "Les demandes ouvertes, pour chaque écart le moins qui le comblerait, et des postes d’aiguillage là où le parcours de soins manque d’aiguillage, selon une somme pondérée des critères ci-dessous. L’ordre est un point de départ pour en parler, non une décision\u{a0}: d’autres poids donnent un autre ordre, et ce qu’on ne sait pas peut déplacer un rang.";
    ranking_key: "Score: the weighted sum as a share of the most there is to have, at the least favourable reading and at most. Ranks possible: under these weights, whatever the unknown turns out to be. First: in what share of {} drawn weightings and readings of the unknown (seed {}) it comes first. By people and by places: its rank if only people gaining, or only places gaining, counted.",
        "Note\u{a0}: la somme pondérée en part du maximum possible, lue au moins favorable et au plus. Rangs possibles\u{a0}: avec ces poids, quoi que soit ce qu’on ne sait pas. En tête\u{a0}: dans quelle part de {} pondérations et lectures de l’inconnu tirées au sort (germe {}) elle vient en tête. Selon les personnes, selon les lieux\u{a0}: son rang si seules comptaient les personnes, ou les lieux, qui y gagnent.";
    ranking_caption: "The first {} of {} options", "Les {} premières de {} options";
    nothing_to_rank: "There is no open request and no gap.", "Il n’y a ni demande ouverte ni écart.";
    preset_even: "Weights, all the same", "Poids, tous égaux";
    preset_people: "Weights, half of them on people gaining", "Poids, dont la moitié sur les personnes qui y gagnent";
    preset_places: "Weights, half of them on days gained", "Poids, dont la moitié sur les jours gagnés";
    preset_worst_off: "Weights, half of them on who is worst off", "Poids, dont la moitié sur les plus démunis";
    preset_asked: "Weights, half of them on what an Indigenous government asked for", "Poids, dont la moitié sur ce qu’un gouvernement autochtone a demandé";
    weights_by_hand: "Weights, set by hand", "Poids, fixés à la main";
    rank: "Rank", "Rang";
    option: "What could be done", "Ce qui pourrait être fait";
    score: "Score", "Note";
    possible_ranks: "Ranks possible", "Rangs possibles";
    share_first: "First", "En tête";
    people_gaining: "People gaining", "Personnes qui y gagnent";
    by_people: "Rank by people", "Rang selon les personnes";
    places_gaining: "Places gaining", "Lieux qui y gagnent";
    by_places: "Rank by places", "Rang selon les lieux";

    scenarios: "What if: scenarios beside today", "Et si\u{a0}: des scénarios comparés à aujourd’hui";
    scenarios_note: "A scenario is a list of changes that somebody supposes, held beside today. None of it has been decided, and none is a forecast.",
        "Un scénario est une liste de changements que l’on suppose, comparée à aujourd’hui. Rien n’en est décidé, et rien n’est une prévision.";
    metrics_caption: "Each kind of help today and in each scenario, {}", "Chaque type d’aide aujourd’hui et dans chaque scénario, {}";
    metrics_key: "Places where it is surely met / people living there / days of the year on which it is surely met, in the mean of places. A dash: withheld because so few people could be recognised.",
        "Collectivités où c’est sûrement atteint / personnes qui y vivent / jours de l’année où c’est sûrement atteint, en moyenne des collectivités. Un tiret\u{a0}: non publié, car si peu nombreuses qu’on pourrait les reconnaître.";
    today: "Today", "Aujourd’hui";
    as_today: "as today", "comme aujourd’hui";
    would_be: "Would be", "Serait";
    worse_caption: "{}: what gets worse, the greatest loss first", "{}\u{a0}: ce qui empire, la plus grande perte d’abord";
    better_caption: "{}: what gets better, the most days first", "{}\u{a0}: ce qui s’améliore, le plus de jours gagnés d’abord";
    days_today: "Days met today", "Jours où c’est atteint";
    days_would_be: "Days it would be", "Jours où ce le serait";
    further_places: "and {} further, on the page “What if”", "et {} de plus, sur la page «\u{a0}Et si\u{a0}»";
    from_first_to_second: "From the first to the second", "Du premier au deuxième";

    definition_in_words: "The definition in plain words", "La définition en mots simples";
    holds_days: "It has to hold on {} days a year.", "Elle doit tenir {} jours par an.";
    applies_where: "It concerns communities where {}.", "Elle concerne les collectivités où {}.";
    counts_as: "counts as {}", "compte comme {}";
    or_within: " or ", " ou ";
    indigenous_led: "led by Indigenous people", "dirigé par des Autochtones";
    choice: "A choice still to be made: {}", "Un choix encore à faire\u{a0}: {}";

    method: "Method", "Méthode";
    method_unknown: "Unknown is a value. Whatever is not published is read twice, at its least and at its most favourable; where both readings agree there is an outcome, and where not it is unknown. Nothing unknown is counted as met or as not met.",
        "L’inconnu est une valeur. Tout ce qui n’est pas publié est lu deux fois, au moins et au plus favorable; si les deux lectures s’accordent, il y a un résultat, sinon il est inconnu. Rien d’inconnu n’est compté comme atteint ni comme non atteint.";
    method_year: "The year is typical: 365 days on which the same roads, ice crossings, ferries and flights are open every year. Each day is judged by what is open on it; days are added up over the year.",
        "L’année est typique\u{a0}: 365 jours où les mêmes routes, traversées sur glace, traversiers et vols sont ouverts chaque année. Chaque jour est jugé selon ce qui est ouvert; les jours sont additionnés sur l’année.";
    method_travel: "Travel is the shortest way over the network by the minutes that the definition counts, on the links that are open and by the means that it admits: {}.",
        "Le trajet est le plus court sur le réseau, en minutes que la définition compte, par les liaisons ouvertes et les moyens qu’elle admet\u{a0}: {}.";
    method_shortfall: "The shortfall is how far the help is from the limits, from 0 % (met) to 100 % (nothing there), over as many days as the standard asks for.",
        "L’écart est ce qui manque à l’aide pour respecter les limites, de 0\u{a0}% (atteint) à 100\u{a0}% (rien), sur autant de jours que la norme en demande.";
    method_ranking: "Options are ranked by what is sure of each criterion, put on one scale between the least and the greatest figure of any option, and weighed; equals share a rank. How firm a rank is comes from weightings and readings of the unknown that are drawn by a seed, so that anybody can draw the same.",
        "Les options sont classées selon ce qui est sûr de chaque critère, ramené à une échelle entre la plus petite et la plus grande valeur de toutes les options, puis pondéré; les égales partagent un rang. La solidité d’un rang vient de pondérations et de lectures de l’inconnu tirées au sort à partir d’un germe, si bien que chacun peut tirer les mêmes.";
    method_people: "No number about fewer than {} people is published, nor one from which such a number could be worked out.",
        "Aucun nombre de moins de {} personnes n’est publié, ni aucun dont on pourrait en déduire un.";
    method_viewer: "This report has only what its reader may see.", "Ce rapport ne contient que ce que son lecteur peut voir.";
}

/// What is said of a definition on every page.
pub const fn notice(language: Language, standing: Standing) -> &'static str {
    let [english, french] = match standing {
        Standing::Illustrative => [
            "Illustration: nobody has agreed to this definition",
            "Illustration\u{a0}: personne n’a approuvé cette définition",
        ],
        Standing::Draft => [
            "Draft: nobody has agreed to this definition yet",
            "Ébauche\u{a0}: personne n’a encore approuvé cette définition",
        ],
        Standing::InEngagement => [
            "Under discussion: this definition is not agreed yet",
            "En discussion\u{a0}: cette définition n’est pas encore approuvée",
        ],
        Standing::Agreed => ["This definition has been agreed", "Cette définition a été approuvée"],
        Standing::Superseded => [
            "Replaced: a newer definition is in force",
            "Remplacée\u{a0}: une définition plus récente est en vigueur",
        ],
    };
    pick(language, english, french)
}

/// What is said of a way through care, beside its title.
pub const fn pathway_notice(language: Language, standing: Standing) -> &'static str {
    let [english, french] = match standing {
        Standing::Illustrative => [
            "an illustration that nobody has agreed to",
            "une illustration que personne n’a approuvée",
        ],
        Standing::Draft => [
            "a draft that nobody has agreed to yet",
            "une ébauche que personne n’a encore approuvée",
        ],
        Standing::InEngagement => ["under discussion, not agreed yet", "en discussion, pas encore approuvé"],
        Standing::Agreed => ["agreed", "approuvé"],
        Standing::Superseded => ["replaced", "remplacé"],
    };
    pick(language, english, french)
}

const fn pick(language: Language, english: &'static str, french: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::French => french,
    }
}

/// An outcome in words; `None` is unknown.
pub const fn outcome(language: Language, outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Met) => pick(language, "Met", "Atteint"),
        Some(Outcome::PartlyMet) => pick(language, "Partly met", "Atteint en partie"),
        Some(Outcome::Unmet) => pick(language, "Not met", "Non atteint"),
        None => pick(language, "Unknown", "Inconnu"),
    }
}

/// An outcome within a sentence.
pub fn outcome_within(language: Language, one: Option<Outcome>) -> String {
    outcome(language, one).to_lowercase()
}

/// An outcome with what is still possible where nobody can tell.
pub fn outcome_range(language: Language, found: Interval<Outcome>) -> String {
    if found.settled().is_some() {
        return String::new();
    }
    let [least, most] = [found.at_least, found.at_most].map(|one| outcome_within(language, Some(one)));
    filled(of(language).between, &[&least, &most])
}

/// What became of a request.
pub const fn status(language: Language, status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::Open => pick(language, "open", "ouverte"),
        RequestStatus::PartlyMet => pick(language, "partly answered", "réponse partielle"),
        RequestStatus::Met => pick(language, "answered", "satisfaite"),
        RequestStatus::Declined => pick(language, "declined", "refusée"),
        RequestStatus::Unknown => pick(language, "answer unknown", "suite inconnue"),
    }
}

/// How one travels.
pub const fn mode(language: Language, mode: Mode) -> &'static str {
    match mode {
        Mode::AllSeasonRoad => pick(language, "all-season road", "route praticable toute l’année"),
        Mode::WinterRoad => pick(language, "winter road", "route d’hiver"),
        Mode::IceCrossing => pick(language, "ice crossing", "traversée sur glace"),
        Mode::Ferry => pick(language, "ferry", "traversier"),
        Mode::ScheduledAir => pick(language, "scheduled flight", "vol régulier"),
        Mode::CharterAir => pick(language, "charter flight", "vol nolisé"),
        Mode::SeasonalBoat => pick(language, "private boat", "bateau privé"),
    }
}

/// How a service reaches people.
pub const fn delivery(language: Language, mode: DeliveryMode) -> &'static str {
    match mode {
        DeliveryMode::Resident => pick(language, "staff living there", "personnel sur place"),
        DeliveryMode::Visiting => pick(language, "visiting staff", "personnel en visite"),
        DeliveryMode::Virtual => pick(language, "by telephone or internet", "par téléphone ou par Internet"),
        DeliveryMode::OnTheLand => pick(language, "on the land", "dans la nature"),
        DeliveryMode::ResidentialFacility => pick(language, "live-in facility", "établissement avec séjour"),
    }
}

/// Which services count.
pub const fn supply(language: Language, supply: Supply) -> &'static str {
    match supply {
        Supply::Actual => pick(
            language,
            "as they really ran when last seen",
            "tels qu’ils fonctionnaient lors de la dernière observation",
        ),
        Supply::Intended => pick(language, "as funded or promised", "tels que financés ou promis"),
    }
}

/// Words that packages use for kinds of facility; others stand as they are.
pub fn facility(language: Language, word: &str) -> &str {
    match (language, word) {
        (Language::French, "health centre") => "centre de santé",
        (Language::French, "health cabin") => "poste de santé",
        (Language::French, "hospital") => "hôpital",
        (Language::French, "none") => "aucun",
        _ => word,
    }
}

const MONTHS: [[&str; 2]; 12] = [
    ["January", "janvier"],
    ["February", "février"],
    ["March", "mars"],
    ["April", "avril"],
    ["May", "mai"],
    ["June", "juin"],
    ["July", "juillet"],
    ["August", "août"],
    ["September", "septembre"],
    ["October", "octobre"],
    ["November", "novembre"],
    ["December", "décembre"],
];

/// A day of the year as people write it.
pub fn day(language: Language, day: DayOfYear) -> String {
    let CalendarDay { month, day } = day.calendar();
    let [english, french] = MONTHS[usize::from(month) - 1];
    match language {
        Language::English => format!("{day}\u{a0}{english}"),
        Language::French if day == 1 => format!("1er\u{a0}{french}"),
        Language::French => format!("{day}\u{a0}{french}"),
    }
}

/// From one day to another.
pub fn stretch(language: Language, first: DayOfYear, last: DayOfYear) -> String {
    if (first, last) == (DayOfYear::FIRST, DayOfYear::LAST) {
        return of(language).all_year.to_owned();
    }
    let [from, to] = [first, last].map(|one| day(language, one));
    match language {
        Language::English => format!("{from} to {to}"),
        Language::French => format!("du {from} au {to}"),
    }
}

/// A whole number with its thousands apart.
pub fn count(language: Language, number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(pick(language, ",", "\u{a0}"));
        }
        out.push(digit);
    }
    out
}

/// A number with at most one decimal.
pub fn number(language: Language, value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match language {
        Language::English => text.to_owned(),
        Language::French => text.replace('.', ","),
    }
}

/// A share as a percentage.
pub fn percent(language: Language, share: f64) -> String {
    match language {
        Language::English => format!("{:.0}%", share * 100.0),
        Language::French => format!("{:.0}\u{a0}%", share * 100.0),
    }
}

/// A text with `{}` filled in, one after the other.
pub fn filled(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        out.push_str(values.next().copied().unwrap_or_default());
        out.push_str(part);
    }
    out
}

/// With a capital letter at the beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(count(Language::English, 20_340), "20,340");
        assert_eq!(count(Language::French, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(count(Language::English, 39), "39");
        assert_eq!(number(Language::French, 2.5), "2,5");
        assert_eq!(percent(Language::French, 0.5), "50\u{a0}%");
    }

    #[test]
    fn values_are_never_read_as_places_to_fill() {
        assert_eq!(filled("{} of {}", &["{}", "b"]), "{} of b");
    }
}
