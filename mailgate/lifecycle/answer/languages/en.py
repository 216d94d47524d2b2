"""English: what its words say to "is it solved?"."""

from mailgate.lifecycle.answer.sense import Sense

S = Sense
WORDS = {
    S.YES: (
        "yes yep yeah yup yess yea aye sure indeed confirmed confirm correct i_can_confirm can_confirm absolutely "
        "definitely affirmative"
    ),
    S.NO: "no nope nah noo nooo negative",
    S.NOT: (
        "could_not no_more no_longer not nothing nobody none never cant cannot couldnt doesnt dont didnt isnt arent "
        "wasnt werent wont wouldnt hasnt havent hadnt neither nor hardly barely unable far_from fails_to "
        "anything_but aint nowhere"
    ),
    S.WITHOUT: "without",
    S.GOOD: (
        "works working work up_and_running running runs run like_a_charm fine good alright all_right in_order "
        "it_is_up is_up its_up it_s_up s_up are_up back_online back_to_normal back_in_business flowing "
        "does_the_trick adds_up happy satisfied exactly_what great_now a_ok as_expected as_it_should like_new "
        "like_clockwork case_closed nothing_left_to_do nothing_to_add normal functioning functional functions "
        "operational smoothly as_new online healthy does_the_job tip_top spot_on"
    ),
    S.DONE: (
        "solved fixed resolved sorted done repaired restored cured cleared completed complete finished corrected "
        "helped gone unlocked succeeded successful that_did_it that_fixed_it that_fixed that_solved_it "
        "did_the_trick"
    ),
    S.ACT: (
        "prints printing scans scanning rings ring ringing opens connects loads arrives arrived arriving starts "
        "boots logged_in logs_in signed_in signs_in saves sends syncs connected receiving downloads uploads "
        "displays got_in comes_through coming_through came_through went_through getting_in responds accepts"
    ),
    S.DO: (
        "print scan open connect load log_in login sign_in send receive save access get_in start dial reach use "
        "call_out enter join log_on download upload see"
    ),
    S.CAN: "can able",
    S.WORKED: "worked ran lasted was_fine was_ok",
    S.BAD: (
        "broken dead down crashes crashed crashing crash fails failed failing freezes frozen froze rejecting "
        "rejected rejects refuses refused stuck dropped drops_out silent useless kaput bust stopped stopped_working "
        "stops_working hangs hung disconnects disconnecting locked_out unusable unreachable offline unresolved "
        "unsolved faulty beeps dies died hanging blocked unfixed timing_out times_out out_of_order not_ok denied"
    ),
    S.FAULT: (
        "error errors problem problems issue issues fault faults trouble troubles complaint complaints glitch "
        "glitches objection objections outage outages warning warnings bug bugs concerns hiccups"
    ),
    S.OCCUR: (
        "come_back comes_back return returns appear appears appeared recurred reappeared happened happens happening "
        "showing showing_up shows pops popped reoccurred occurred come_up since_returned resurfaced"
    ),
    S.STILL: "still keeps keep_getting continues_to as_before nach",
    S.YET: "yet so_far_not",
    S.AGAIN: "again once_more",
    S.BACK: "back came_back returned back_again back_now back_up",
    S.SAME: "same identical no_different same_as_before same_as_yesterday",
    S.PERSIST: "persists persist remains remain continues lingers continue persisting",
    S.CHANGE: "change changed changes difference improvement progress",
    S.WORSE: "worse worst deteriorated",
    S.BETTER: "better improved improvement_yes",
    S.DENY: (
        "not_yet absolutely_not certainly_not definitely_not by_no_means no_way not_at_all not_in_the_least "
        "please_reopen reopen re_open open_it_again open_this_again open_the_ticket_again no_luck no_joy no_change "
        "no_difference no_improvement not_resolved not_solved not_fixed not_really no_it_isnt no_it_is_not "
        "no_its_not no_it_s_not no_it_doesnt no_it_does_not no_it_does no_such_luck anything_but_solved far_from_it"
    ),
    S.AGREE: "agree",
    S.CLOSE: "close closing close_it can_be_closed may_be_closed be_closed consider_it_closed consider_this_closed",
    S.PARTLY: (
        "partly partially half most_of mostly sort_of kind_of in_part some_of not_all not_everything not_every "
        "not_everyone not_everywhere not_entirely not_completely not_fully not_quite halfway almost nearly "
        "to_some_extent part_of only_partly"
    ),
    S.LIMIT: (
        "sometimes occasionally slow slowly sluggish slower missing except apart_from aside_from now_and_then "
        "at_times sporadically intermittent intermittently drops lag lags laggy flaky unstable every_so_often "
        "from_time_to_time on_and_off lacks bar poorly badly patchy delayed empty blank strange occasional "
        "off_and_on once_in_a_while"
    ),
    S.ONLY: "only just",
    S.BUT: "but however though although yet_the nevertheless unless despite",
    S.NUMBER: "one two three four five six seven eight nine ten",
    S.OF: "of out_of",
    S.UNSURE: (
        "could working_on working_from am_working maybe perhaps possibly probably apparently supposedly presumably "
        "seems seem seemingly looks looking_good think believe guess suppose hope hopefully hoping expect_so assume "
        "so_far for_now for_the_moment at_the_moment until wait lets_see let_us_see we_will_see will_see well_see "
        "see_how time_will_tell ill_see ill_test ill_try ill_check ill_let will later tomorrow tonight next_week "
        "will_try will_test will_check will_let trying try test_it let_you_know get_back_to_you come_back_to_you "
        "reply_when keep_it keep_this keep_open leave_it leave_this leave_open do_not_close dont_close not_close "
        "hold_off idea no_idea not_sure unsure dont_know do_not_know not_certain cannot_say cant_say hard_to_say "
        "hard_to_tell say away out_of_office out_of_the_office vacation holiday ill sick on_leave travelling "
        "traveling forwarded forwarding passed_on passed_it handed_over ask_my in_the_meantime meanwhile thrown "
        "replaced_by no_comment yes_and_no yes_no depends it_depends at_first_glance at_first_sight on_the_surface "
        "not_tried not_tested havent_tried havent_tested havent_had have_not_tried have_not_tested not_checked "
        "havent_checked not_had properly_tried earlier_mail my_earlier my_previous see_my see_above more_or_less "
        "reasonably temporary temporarily workaround monitor monitoring keep_an_eye watch watching link button form "
        "too_early too_soon would should hm hmm hmmm erm meh well_well might may_be in_theory touch_wood "
        "fingers_crossed knock_on_wood as_far_as afaik sometime eventually i_dont_know tbc pending waiting i_see "
        "noted understood not_a_problem no_problem got_your received_your got_the_mail got_the_message "
        "received_the_mail received_the_message"
    ),
    S.IF: "if when whenever once provided in_case as_long_as",
    S.ASK: (
        "what why who where how which whose whom do_i do_we can_you could_you would_you can_i can_we may_i may_we "
        "should_i should_we is_it is_this is_that are_you are_we will_it will_you did_you does_it does_that do_you "
        "when_will when_is when_does"
    ),
    S.WISH: (
        "get_it get_this please_send please_also send_me send_us i_need we_need need id_like i_would_like "
        "we_would_like would_like i_want we_want also_need call_me ring_me phone_me please_call please_ring "
        "please_add please_explain set_up_the please_tell tell_me explain by_the_way btw one_more one_other another "
        "another_thing please_continue please_keep could_i wondering please_provide please_contact"
    ),
    S.MATTER: "invoice invoices",
    S.THANKS: (
        "thanks_again thank_you_again once_again_thank* thank thanks thankyou thank_you ta cheers many_thanks "
        "grateful appreciated appreciate appreciation thank_u tks ty thnx tysm thanks_a_million thanks_a_lot "
        "thanks_so_much gratitude obliged thankful"
    ),
    S.PRAISE: (
        "hats_off you_are_brilliant you_are_stars you_are_a_star you_are_the_best you_are_great you_are_wizards "
        "you_are_amazing you_are_awesome you_are_legends you_are_fantastic you_are_heroes you_are_wonderful "
        "you_are_lifesavers you_are_superstars you_guys_rock you_rock great_job good_job great_work good_work "
        "well_done nice_work nice_job kudos lifesaver lifesavers top_job brilliant_work excellent_work "
        "excellent_service great_service brilliant_service great_team fantastic_service youre_stars "
        "you_are_a_lifesaver impressive impressed top_notch"
    ),
    S.NICE: (
        "great brilliant excellent perfect wonderful fantastic super awesome lovely nice cool superb amazing hooray "
        "hurray yay perfectly brilliantly beautifully nicely marvellous splendid heartfelt"
    ),
    S.FAST: "fast quick quickly swift swiftly prompt promptly speed speedy rapid",
    S.EXPECT: "expect expected expecting didnt_expect did_not_expect",
    S.SADLY: "unfortunately sadly afraid alas regrettably",
    S.WAS: "was were had",
    S.YOU: "you",
    S.BEFORE: "yesterday earlier previously initially at_first originally an_hour for_an_hour minutes",
    S.HELLO: "hello hi hey dear good_morning good_afternoon good_evening good_day greetings mr mrs ms morning",
    S.BYE: (
        "best_regards kind_regards regards best_wishes all_the_best sincerely yours_sincerely yours_faithfully bye "
        "bye_for_now goodbye warm_regards warmest_regards have_a_nice have_a_good have_a_great have_a_lovely "
        "take_care many_greetings with_regards cheerio rgds br see_you enjoy"
    ),
    S.HELP: (
        "help support assistance response reply service attention information info update message answer repair fix"
    ),
    S.THING: (
        "printer* scanner* phone phones telephone* computer* calendar* folder folders file files attachment "
        "attachments page pages network connection password passwords access_now account accounts system systems "
        "app application* programme program software office offices branch reception warehouse colleague colleagues "
        "user users accountant bookkeeper boss team screen keyboard mouse disk drive database line signal mailbox "
        "data backup certificate home floor site website tills till desk desks sheets receipts invoices_print "
        "email_now machine machines department receptionist document documents door doors wireless"
    ),
    S.FILL: (
        "it its this that_one these those is are be been am has have having the a an my our your we i me us he she "
        "they them their his her all everything everyone everybody everywhere every entire whole each any both now "
        "today already finally so very much really truly indeed_so completely totally fully entirely "
        "absolutely_fine for from to at in on with by here there again_now please can_be you_may you_can may "
        "will_be_fine day week weekend afternoon evening night patience effort efforts quick_help turnaround "
        "work_on hard_work for_trying checked tested verified tried looked side end our_end my_end my_side our_side "
        "well lot lots million too also as what_we_asked ticket tickets case request matter incident since "
        "first_time straight_away right away_now immediately guys folks everyone_here time got get getting gets "
        "going go s m t d ve re any_more then thats thats_it im ive just_now just_tested just_checked just_tried "
        "just_to_confirm do did does asked other happy_with end_to_end across let left about attached screenshot "
        "screenshots wizards stars flawless flawlessly quickly_done solution kind kindness asked_for "
        "since_yesterday since_this_morning since_then properly correctly reliably steadily for_that via "
        "without_problems people business company big huge keep_up"
    ),
    S.AND: "and plus",
    S.THAT: "that",
}
