"""What is sent where a photo belongs and is none."""

from tests.takehome.stage import issue, set_the_home_stage


def test_a_text_in_the_place_of_a_photo_is_refused_in_words(app, sign_in):
    set_the_home_stage()
    answer = sign_in("zhou").post(f"/w/W001/takehome/orders/{issue()}/photo", data={"photo": "墙.jpg"})
    assert answer.status_code == 400
    assert "没有选照片" in answer.text
